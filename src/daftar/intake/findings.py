"""Every problem that intake can name, with what to do about it: the one table that the code and `docs/findings.md` share.

Takes a Trouble and an address. Gives a Finding. Promises that no other name leaves this room.
"""

from daftar.intake.extract import Trouble
from daftar.model import Finding

FORMATS = "text, HTML, PDF, Word (.docx), e-mail (.eml), RSS or Atom, WARC, CSV, TSV, JSON Lines and JSON"

TABLE: dict[str, tuple[str, str]] = {
    # where things are
    "path.missing": ("There is no file or folder of this name.", "Check the spelling, and the folder that you are in."),
    "path.not_a_file": (
        "This is a device, a pipe or a socket, not a file.",
        "Save its content to a file and give that, or pipe it in and give - as the name.",
    ),
    "path.unreadable": (
        "The file or folder could not be opened: {detail}.",
        "Ask its owner for the right to read it, or copy it to a folder of your own.",
    ),
    "folder.link": (
        "This is a link to another folder and was not followed, so that nothing is read twice or for ever.",
        "If what it points to should be read, give that folder itself.",
    ),
    "folder.empty": ("There is no file in this folder that could be read.", "Check that this is the right folder."),
    "glob.nothing": (
        "No file matches this pattern.",
        "Check the pattern: * stands for any name, ** for any folders in between.",
    ),
    "file.empty": ("The file holds no text at all.", "Get the file again: it may have been cut off on its way."),
    "file.too_large": (
        "The file is too large to be one document: {detail}.",
        "Split it into its reports, give them as rows of a CSV or JSON Lines file, or raise the limit: daftar read … --max-mb 200.",
    ),
    "file.too_deep": (
        "It lies more than {detail} deep in other files (a message in a message, an archive in an archive) and was not opened.",
        "Save it as a file of its own and give that.",
    ),
    # the web
    "url.malformed": ("This is not a web address: {detail}.", "Copy the address again from the browser."),
    "url.scheme": (
        "Only http and https addresses are read, not {detail}.",
        "Give a web address, or the file by its name in your folders.",
    ),
    "url.unknown_host": (
        "No server of this name could be found.",
        "Check the address and that you are connected; the site may be gone, then look for it in a web archive.",
    ),
    "url.refused": (
        "The server could not be reached: {detail}.",
        "Try again later, or save the page in a browser and give the file.",
    ),
    "url.tls": (
        "The server could not prove that it is the one that it says it is: {detail}.",
        "Check the date of your computer and the address. If the page opens in a browser, save it and give the file.",
    ),
    "url.too_slow": (
        "The server took too long: {detail}.",
        "Try again later, or save the page in a browser and give the file.",
    ),
    "url.status": (
        "The server answered with an error: {detail}.",
        "Open the address in a browser. 404 means that it is gone (look in a web archive), 401 or 403 that it wants a "
        "login, 429 that you should wait.",
    ),
    "url.redirects": (
        "The address leads on and on to other addresses: more than {detail}.",
        "Open it in a browser and give the address where you end.",
    ),
    "url.broken": (
        "The download broke off or made no sense: {detail}.",
        "Try again; if it happens again, save the page in a browser and give the file.",
    ),
    # what kind of file
    "format.unknown": ("This is {detail}, which is not read.", f"Save it as one of these: {FORMATS}."),
    "format.picture": (
        "This is a picture ({detail}); its text cannot be read.",
        "Run it through text recognition (OCR), or type out what it says, and give the text.",
    ),
    "format.spreadsheet": (
        "This is a spreadsheet ({detail}).",
        "Open it and save the sheet as CSV (File, Save as, CSV UTF-8).",
    ),
    "office.legacy": (
        "This is a file of an old Office (.doc, .xls, .ppt, .msg).",
        "Open it in Word or LibreOffice and save it as .docx or PDF (a spreadsheet as CSV).",
    ),
    "packed.files": ("This is a packed file ({detail}).", "Unpack it and give the folder."),
    "packed.encrypted": (
        "This is a packed file that is locked with a password.",
        "Unpack it with the password and give the folder.",
    ),
    # text
    "text.unreadable": (
        "Most of the text is not readable in any encoding: {detail}.",
        "Open it in the program that wrote it and save it again as text in UTF-8.",
    ),
    "text.damaged": (
        "{detail} could not be read and stand as � in the text.",
        "If you have the original, save it again as UTF-8; otherwise check what is read against it.",
    ),
    "text.mojibake": (
        "The text was once saved in the wrong encoding: {detail}.",
        "Get the original, or have the file repaired (from UTF-8 that was read as Windows-1252), and read it again.",
    ),
    "date.unclear": (
        "The date {detail} cannot be read, or can be read in two ways, and was left out.",
        "Write it as year-month-day, such as 2024-03-09.",
    ),
    # formats
    "html.no_text": (
        "No text was found on the page.",
        "It may be made by a script or lie behind a login: open it in a browser and save it as PDF or text.",
    ),
    "pdf.encrypted": (
        "The PDF is locked with a password.",
        "Open it with the password and save or print it as a new PDF without one.",
    ),
    "pdf.no_text": (
        "The PDF holds no text: it is probably a scan.",
        "Run it through text recognition, for example `ocrmypdf in.pdf out.pdf`, and give the result.",
    ),
    "pdf.broken": (
        "The PDF is damaged: {detail}.",
        "Get it again; if it opens in a viewer, print it there as a new PDF.",
    ),
    "pdf.page_broken": (
        "{detail} of the PDF could not be read.",
        "Look at these pages yourself, or print the PDF anew.",
    ),
    "pdf.date_of_file": (
        "No date of publication was found. The PDF was made on {detail}, which may be the day of a printout: it is not used.",
        "If you know when it was published, give the text with a line `published: 2024-03-09` at its top.",
    ),
    "docx.encrypted": (
        "The Word or Office file is locked with a password.",
        "Open it with the password, remove the password (File, Info, Protect) and save it.",
    ),
    "docx.broken": (
        "The Word file is damaged: {detail}.",
        "Open it in Word or LibreOffice, let it repair, and save it anew.",
    ),
    "docx.no_text": (
        "The Word file holds no text; it may hold pictures of text.",
        "Run the pictures through text recognition (OCR) and give the text.",
    ),
    "docx.too_large": (
        "The file unpacks to more than a report can be: {detail}.",
        "Do not open it if you do not know who made it. Otherwise save it as PDF or plain text.",
    ),
    "mail.no_text": ("The message holds no text.", "Open it in the mail program and save what it says as text."),
    "feed.broken": (
        "The feed is not well formed ({detail}); what could be read was read.",
        "Compare with the site; if reports are missing, give their addresses.",
    ),
    "feed.empty": ("The feed holds no entries.", "Open its address in a browser and check that it is the feed."),
    "warc.broken": (
        "The web archive is damaged after {detail}; what came before was read.",
        "Get the file again, or repair it with `warcio recompress`.",
    ),
    "warc.empty": (
        "The web archive holds no page that could be read.",
        "Check that the capture worked, and capture again.",
    ),
    "warc.record_broken": (
        "The page in the web archive could not be unpacked: {detail}.",
        "Capture the page again if it can still be reached.",
    ),
    "warc.not_read": (
        "These records of the web archive are no pages or documents: {detail}.",
        "Nothing to do, unless what you need is among them: then take it out of the archive and give it as a file.",
    ),
    "table.no_text_column": (
        "No column of the table is known to hold the text; the columns are {detail}.",
        "Name the column of the text `text`, or say which it is: daftar read … --column text=NAME.",
    ),
    "table.no_column": ("The table has no column {detail}.", "Check the name of the column that you gave."),
    "table.broken_row": ("This is not valid JSON: {detail}.", "Correct the line; the others were read."),
    "table.cut_off": (
        "The JSON ends or breaks here, and what follows was not read: {detail}.",
        "Export the data again, best as JSON Lines (one report a line), where one error spoils one line only.",
    ),
    "table.ragged_row": (
        "The row has {detail}.",
        "Put the text into quotation marks where it holds commas or line breaks; the other rows were read.",
    ),
    "table.unclosed_quote": (
        "A quotation mark is opened in this row and never closed; the row and what follows it were not read.",
        "Close it, or export the table again.",
    ),
    "table.empty": ("The table has no rows.", "Check that this is the right file."),
    "row.no_text": ("The row has no text.", "Fill in the text, or leave the row out."),
    "row.too_large": ("The row is too large to be one document: {detail}.", "Split it, or raise the limit."),
    # the readers themselves
    "document.too_slow": (
        "Reading it took longer than {detail} and was stopped.",
        "Save it as plain text, or split it; or raise the limit.",
    ),
    "document.too_complex": (
        "It is built so deep or large that reading it took too much memory and was stopped.",
        "Save it as plain text, or split it.",
    ),
    "document.broken": (
        "It is damaged in a way that stopped the reader of {detail}.",
        "Open it in its own program and save it anew, or save it as plain text.",
    ),
    "archive.damaged": (
        "The archived original {detail} no longer is what was stored.",
        "Restore it from a backup, or read the original again: it is then stored anew.",
    ),
}


def finding(trouble: Trouble, address: str) -> Finding:
    """The Finding of that trouble at that address. Raises KeyError where the table does not know its name."""
    problem, remedy = TABLE[trouble.name]
    return Finding(trouble.name, shown(address), problem.replace("{detail}", shown(trouble.detail)), remedy)


def shown(words: str) -> str:
    """The words as every program can store them: a file's name need not be text, and its stray bytes become "?"."""
    return words.encode("utf-8", "replace").decode()

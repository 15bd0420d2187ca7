"""Mail: the text of a message, and its attachments.

Takes the bytes of an RFC 5322 message. Gives an Extract whose publisher is the sender as the message names it, and whose
attachments are for others to read. Promises to take the plain text where a message says the same twice.
"""

import base64
import binascii
import email
import email.errors
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr

from daftar.intake.extract import Attachment, Extract, Trouble, nothing
from daftar.intake.html import flat_text
from daftar.intake.limits import Limits
from daftar.intake.text import decoded, given, language_code, published_on, tidied, unwrapped

STEP = "intake.mail.v1"


def read_mail(data: bytes, limits: Limits) -> Extract:
    """Body, subject, sender and date. Pictures that are part of the body are left out; every other part is an attachment."""
    message = email.message_from_bytes(data, policy=compat32)  # the lenient policy: it takes broken headers as they are
    texts: list[str] = []
    troubles: list[Trouble] = []
    attachments: list[Attachment] = []
    for part in _leaves(message):
        kind = part.get_content_type()
        if _is_body(part):
            body, wrong = decoded(_payload(part), part.get_content_charset())
            troubles.extend(wrong)
            text = flat_text(body or "") if kind == "text/html" else unwrapped(tidied(body or ""))
            if text:
                texts.append(text)
        elif not (kind.startswith("image/") and part.get("Content-ID")):
            attachments.append(_attachment(part))
    published, unclear = published_on(given(_words(message.get("Date"))))
    name, address = parseaddr(_words(message.get("From")) or "")
    if not texts and not attachments:
        return nothing("mail.no_text") if not troubles else Extract(troubles=tuple(troubles))
    return Extract(
        text="\n\n".join(texts) or None,
        title=given(_words(message.get("Subject"))),
        publisher=given(name) or given(address),
        published=published,
        language=language_code(_words(message.get("Content-Language"))),
        attachments=tuple(attachments),
        troubles=(*troubles, *unclear),
    )


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; of alternatives the plain text if it has any, else the last that is text."""
    stack = [message]
    while stack:
        part = stack.pop()
        inner = _inner(part)
        if part.get_content_type() == "message/rfc822" or not part.is_multipart():
            yield part
        elif part.get_content_type() == "multipart/alternative":
            stack.extend(_best(inner))
        else:
            stack.extend(reversed(inner))


def _inner(part: Message) -> list[Message]:
    inner = part.get_payload()
    return [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []


def _best(alternatives: list[Message]) -> list[Message]:
    plain = [one for one in alternatives if one.get_content_type() == "text/plain" and _payload(one).strip()]
    return plain[:1] or alternatives[-1:]


def _is_body(part: Message) -> bool:
    return (
        part.get_content_type() in ("text/plain", "text/html")
        and part.get_content_disposition() != "attachment"
        and part.get_filename() is None
    )


def _attachment(part: Message) -> Attachment:
    messages = _inner(part)
    data = messages[0].as_bytes() if messages else _payload(part)
    name = _words(part.get_filename()) or ("message.eml" if messages else "")
    return Attachment(given(name) or "unnamed", part.get_content_type(), base64.b64encode(data).decode("ascii"))


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _words(header: object) -> str | None:
    """A header decoded from its RFC 2047 words; as it stands where these are broken."""
    if header is None:
        return None
    try:
        return str(make_header(decode_header(str(header))))
    except (email.errors.HeaderParseError, LookupError, UnicodeError, ValueError, binascii.Error):
        return str(header)

"""One address at a time, from a real server on this machine."""

import gzip
import http.server
import itertools
import socket
import threading
from collections.abc import Iterator

import pytest
from invented_files import MORE, PROSE, RSS, page, pdf

from daftar.intake import Limits

PATIENCE = Limits(max_bytes=200_000, connect_seconds=0.5, download_seconds=0.7, max_redirects=3)


class Answers(http.server.BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name = self.path.strip("/")
        if name == "loop":
            self.answer(302, b"", {"Location": "/loop"})
        elif name == "moved":
            self.answer(301, b"", {"Location": "/page"})
        elif name == "away":
            self.answer(302, b"", {"Location": "file:///etc/hostname"})
        elif name == "nowhere":
            self.answer(302, b"", {"Location": "http://[bad"})
        elif name == "packed":
            self.answer(200, gzip.compress(page().encode()), {"Content-Encoding": "gzip"})
        elif name == "badly-packed":
            self.answer(200, b"no gzip", {"Content-Encoding": "gzip"})
        elif name == "page":
            self.answer(
                200,
                page('<link rel="stylesheet" href="/never"><img src="/never">').encode(),
                {"Content-Type": "text/html"},
            )
        elif name == "pdf":
            self.answer(200, pdf([MORE]), {"Content-Type": "text/html"})
        elif name == "feed":
            self.answer(200, RSS.encode(), {})
        elif name == "rows":
            self.answer(200, b'{"text": "Five killed."}\n' * 20_000, {"Content-Type": "application/jsonl"})
        elif name == "silent":
            threading.Event().wait(1.5)
        elif name == "bomb":
            self.answer(200, gzip.compress(bytes(3_000_000)), {"Content-Encoding": "gzip"})
        elif name == "cut":
            self.answer(200, b"five", {}, length=4000)
        elif name in ("endless", "drip"):
            self.send_response(200)
            self.end_headers()
            for _ in itertools.count():
                try:
                    self.wfile.write(b"five killed " * (5000 if name == "endless" else 1))
                    self.wfile.flush()
                except OSError:
                    return
                if name == "drip":
                    threading.Event().wait(0.1)
        else:
            self.answer(404, b"gone", {})

    def answer(self, status: int, body: bytes, headers: dict[str, str], length: int | None = None) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Answers.asked = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as running:
        running.daemon_threads = True
        running.block_on_close = False
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("name", "text"),
    [("page", f"{PROSE}\n\n{MORE}"), ("packed", f"{PROSE}\n\n{MORE}"), ("moved", f"{PROSE}\n\n{MORE}"), ("pdf", MORE)],
)
def test_an_address_gives_its_document_and_asks_for_nothing_else(read, server, name, text):
    found = read(f"{server}/{name}")
    assert (found.document.text, found.names) == (text, [])
    assert found.arrivals[0].capture.location == f"{server}/{name}"
    assert found.document.url is None
    assert Answers.asked == [f"/{name}"] + (["/page"] if name == "moved" else [])


def test_a_password_in_an_address_is_not_kept(read, server):
    located = server.replace("//", "//name:secret@")
    assert read(f"{located}/page").arrivals[0].capture.location == f"{server}/page"
    assert read(f"{located}/gone").findings[0].address == f"{server}/gone"


def test_a_feed_and_a_table_longer_than_one_document_may_be(read, server):
    assert len(read(f"{server}/feed").arrivals) == 2
    assert len(read(f"{server}/rows", limits=PATIENCE).arrivals) == 20_000


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("nothing", "url.status"),
        ("loop", "url.redirects"),
        ("away", "url.scheme"),
        ("nowhere", "url.malformed"),
        ("silent", "url.too_slow"),
        ("drip", "url.too_slow"),
        ("endless", "file.too_large"),
        ("bomb", "file.too_large"),
        ("cut", "url.broken"),
        ("badly-packed", "url.broken"),
    ],
)
def test_what_a_server_can_do_wrong(read, server, name, finding):
    found = read(f"{server}/{name}", limits=PATIENCE)
    assert (found.names, found.arrivals) == ([finding], [])
    assert found.findings[0].address == f"{server}/{name}"


def test_a_server_that_speaks_no_tls(read, server):
    assert read(server.replace("http:", "https:"), limits=PATIENCE).names == ["url.tls"]


def test_a_server_that_is_not_there(read):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        assert read(f"http://127.0.0.1:{held.getsockname()[1]}/", limits=PATIENCE).names == ["url.refused"]


@pytest.mark.parametrize(
    "address", ["http://", "http://[::1", "http://a b/", "http://" + "a" * 70 + ".example/", "http://127.0.0.1:99999/"]
)
def test_addresses_that_are_none(read, address):
    assert read(address, limits=PATIENCE).names[0] in ("url.malformed", "url.unknown_host")


def test_a_name_that_no_server_has(read, monkeypatch):
    def unknown(*arguments: object, **options: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    assert read("http://hill.example/").names == ["url.unknown_host"]

"""Serving: a server on this machine that speaks the chat-completions protocol and answers as a test has it answer."""

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from daftar.reading.endpoint.slots import SLOTS

Answer = Callable[["Handler"], None]


@dataclass
class Model:
    """What was asked, and the answers to come: the last one is given again and again."""

    answers: list[Answer] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def given(self, number: int = 0) -> dict[str, Any]:
        """What the model was shown in that request."""
        shown: dict[str, Any] = json.loads(self.asked[number]["messages"][1]["content"])
        return shown


class Handler(BaseHTTPRequestHandler):
    model: Model

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.model.asked.append(json.loads(self.rfile.read(length)))
        self.model.headers.append(dict(self.headers))
        self.model.paths.append(self.path)
        self.at = len(self.model.asked) - 1
        self.model.answers[min(self.at, len(self.model.answers) - 1)](self)

    def do_GET(self) -> None:
        self.model.paths.append(self.path)
        self.send_error(404)

    def send(self, status: int, body: bytes, media_type: str | None = "application/json", **headers: str) -> None:
        self.send_response(status)
        if media_type is not None:
            self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def serving(*answers: Answer, tls: ssl.SSLContext | None = None) -> Iterator[Model]:
    """A running server and its address, ending in /v1."""
    model = Model(list(answers))
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"model": model})) as server:
        server.daemon_threads = True
        server.block_on_close = False
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        model.url = f"{'http' if tls is None else 'https'}://127.0.0.1:{server.server_port}/v1"
        try:
            yield model
        finally:
            model.over.set()
            server.shutdown()
            thread.join()


def claims(*rows: dict[str, Any]) -> Answer:
    """A good answer with these claims."""
    return content(json.dumps({"claims": list(rows)}))


def content(text: object, reason: str = "stop", **message: object) -> Answer:
    """An answer in which the model wrote that text."""
    choice = {"index": 0, "finish_reason": reason, "message": {"role": "assistant", "content": text} | message}
    return raw(200, json.dumps({"id": "x", "object": "chat.completion", "model": "m", "choices": [choice]}))


def raw(status: int, body: str | bytes, media_type: str | None = "application/json", **headers: str) -> Answer:
    """Any answer at all."""
    data = body.encode() if isinstance(body, str) else body
    return lambda handler: handler.send(status, data, media_type, **headers)


def drip(prefix: bytes, pause: float = 0.05) -> Answer:
    """An answer that begins and then comes a byte at a time, for ever; every byte in time, the whole never."""

    def answer(handler: Handler) -> None:
        try:
            handler.wfile.write(prefix)
            while not handler.model.over.wait(pause):
                handler.wfile.write(b" ")
                handler.wfile.flush()
        except OSError:
            return

    return answer


def silence(handler: Handler) -> None:
    """No answer, until the test is over."""
    handler.model.over.wait(20)


def hang_up(handler: Handler) -> None:
    """The connection ends without a word."""
    handler.close_connection = True


def cut_short(handler: Handler) -> None:
    """Less than was announced."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{")


def endless(handler: Handler) -> None:
    """More than anybody would want, as fast as it goes."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    end = time.monotonic() + 20
    try:
        while time.monotonic() < end and not handler.model.over.is_set():
            handler.wfile.write(b" " * 100_000)
    except OSError:
        return


def row(kind: str, sentence: str, **slots: Any) -> dict[str, Any]:
    """A claim with every slot of its kind: the given ones, and elsewhere the least that is allowed."""
    least: dict[str, Any] = {"phrase": None, "phrases": [], "number": None, "quote": sentence}
    shapes = SLOTS[kind]  # type: ignore[index]
    bare = {name: least[shape] if isinstance(shape, str) else shape[0] for name, shape in shapes.items()}
    return {"kind": kind} | bare | slots


def written(annotated: dict[str, Any]) -> dict[str, Any]:
    """An annotated claim as a model would write it: without the dates, which it is not asked for."""
    lists = {name: annotated[name] or [] for name in ("goods", "holders") if name in annotated}
    return {name: value for name, value in annotated.items() if name not in ("when_start", "when_end")} | lists

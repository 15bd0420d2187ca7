"""Servers that fail: each costs a bounded time, says what to do, and leaves the document to another try."""

import socket
import ssl
import time
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from daftar.reading.endpoint import asking
from daftar.reading.endpoint.asking import ask
from daftar.reading.endpoint.settings import Endpoint
from daftar.reading.endpoint.troubles import Trouble

from .conftest import Reading
from .serving import Answer, claims, content, cut_short, drip, endless, hang_up, raw, serving, silence

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
PATIENT = 10.0  # seconds in which a test of half a second is over on any machine


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "endpoint.status"),
        (401, "endpoint.denied"),
        (403, "endpoint.denied"),
        (404, "endpoint.status"),
        (204, "endpoint.status"),
        (301, "endpoint.redirect"),
        (304, "endpoint.redirect"),
    ],
)
def test_a_status_that_waiting_will_not_change(read: Reading, status: int, name: str) -> None:
    found = read(raw(status, b""))
    assert (found.claims, found.names, len(found.model.asked)) == (None, [name], 1)


@pytest.mark.parametrize(
    ("status", "name"), [(429, "endpoint.busy"), (500, "endpoint.status"), (503, "endpoint.status")]
)
def test_a_busy_server_is_asked_again_and_not_for_ever(read: Reading, status: int, name: str) -> None:
    found = read(raw(status, "{}"), raw(status, "{}", Retry_After="0"), claims())
    assert (found.claims, found.names, len(found.model.asked)) == ((), [], 3)
    found = read(raw(status, "{}"), attempts=3)
    assert (found.claims, found.names, len(found.model.asked)) == (None, [name], 3)
    assert str(status) in found.findings[0].problem


def test_a_server_that_wants_us_to_wait_longer_than_we_may(read: Reading) -> None:
    found = read(raw(429, "{}", Retry_After="99999"), claims())
    assert (found.names, len(found.model.asked)) == (["endpoint.busy"], 1)


@pytest.mark.parametrize("asked", ["soon", "-1", "²", "9" * 5000, "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_a_wait_that_is_no_number_is_ours(read: Reading, asked: str) -> None:
    header = asked.encode().decode("latin-1")
    assert read(raw(429, "{}", Retry_After=header), claims()).names == []


@pytest.mark.parametrize(
    "answer",
    [
        silence,
        drip(b""),
        drip(b"HTTP/1.1 200 OK\r\nX-Slow: "),
        drip(HEAD + b"\r\n"),
        drip(HEAD + b"Content-Length: 100000\r\n\r\n"),
        drip(b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_a_server_that_is_slow_or_drips_is_left_at_the_deadline(read: Reading, answer: Answer) -> None:
    began = time.monotonic()
    found = read(answer, timeout_seconds=0.4)
    assert (found.claims, found.names) == (None, ["endpoint.too_slow"])
    assert time.monotonic() - began < PATIENT


@pytest.mark.parametrize("answer", [hang_up, cut_short])
def test_a_connection_that_breaks_off(read: Reading, answer: Answer) -> None:
    found = read(answer)
    assert (found.claims, found.names) == (None, ["endpoint.broken"])


@pytest.mark.parametrize("answer", [endless, raw(200, b" " * 300_000)])
def test_a_huge_answer_is_not_read_to_its_end(read: Reading, answer: Answer) -> None:
    began = time.monotonic()
    found = read(answer, max_answer_bytes=200_000)
    assert (found.claims, found.names) == (None, ["endpoint.too_large"])
    assert time.monotonic() - began < PATIENT


@pytest.mark.parametrize("media_type", ["text/html", "text/event-stream", None])
def test_what_is_sent_as_something_else(read: Reading, media_type: str | None) -> None:
    found = read(raw(200, b'{"choices": []}', media_type))
    assert (found.claims, found.names) == (None, ["endpoint.not_json"])


def test_what_is_packed_was_not_asked_for(read: Reading) -> None:
    assert read(raw(200, b"x", Content_Encoding="gzip")).names == ["endpoint.not_json"]


def test_no_redirect_is_followed(read: Reading) -> None:
    with serving(claims()) as elsewhere:
        for status in (301, 302, 303, 307, 308):
            found = read(raw(status, b"", Location=f"{elsewhere.url}/chat/completions"))
            assert (found.claims, found.names) == (None, ["endpoint.redirect"])
        assert elsewhere.paths == []


def test_no_proxy_is_used(read: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(claims()) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert read(claims()).names == [] and proxy.paths == []


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    answer = ask(Endpoint(f"http://127.0.0.1:{port}", "m"), b"{}")
    assert isinstance(answer, Trouble) and answer.name == "endpoint.unreachable"


def test_a_server_without_tls() -> None:
    with serving(claims()) as model:
        answer = ask(Endpoint(model.url.replace("http:", "https:"), "m"), b"{}")
    assert isinstance(answer, Trouble) and answer.name == "endpoint.unreachable" and model.asked == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody but its owner trusts, with its key."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "invented")]),
    )
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(key.private_bytes(*form) + made.public_bytes(Encoding.PEM))
    return path


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_server_that_cannot_prove_who_it_is(tls: ssl.SSLContext) -> None:
    with serving(claims(), tls=tls) as model:
        answer = ask(Endpoint(model.url, "m"), b"{}")
    assert (
        isinstance(answer, Trouble) and answer.name == "endpoint.unreachable" and "certificate" in answer.detail.lower()
    )
    assert model.asked == []


def test_over_tls_as_without(tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(claims(), tls=tls) as model:
        assert isinstance(ask(Endpoint(model.url, "m"), b"{}"), bytes)
    with serving(drip(HEAD + b"\r\n"), tls=tls) as model:
        answer = ask(Endpoint(model.url, "m", timeout_seconds=0.6), b"{}")
    assert answer == Trouble("endpoint.too_slow")


def test_a_name_of_this_machine_that_leads_to_another_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(claims()) as model:
        monkeypatch.setattr(asking, "is_loopback", lambda address: False)  # as if the connection had led elsewhere
        answer = ask(Endpoint(model.url.replace("127.0.0.1", "localhost"), "m"), b"{}")
    assert isinstance(answer, Trouble) and answer.name == "endpoint.not_local" and model.asked == []


def test_the_key_is_never_told(read: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that sends the key back in every place that it has."""
    key = "sk-very-secret-0123456789"
    monkeypatch.setenv("MODEL_KEY", key)
    for answer in (
        claims({"kind": key}),
        claims({"kind": "event", key: 1}),
        content(key),
        raw(401, key),
        raw(500, key),
        raw(200, key, "text/" + key),
        raw(302, key, Location=key),
    ):
        found = read(answer, key_variable="MODEL_KEY", attempts=1)
        assert found.findings and key not in str(found.findings) and key not in str(found.claims)
        assert found.model.headers[0]["Authorization"] == f"Bearer {key}"

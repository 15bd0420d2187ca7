"""Settings: text goes to another machine only where the settings say so, and the key is nowhere but in its variable."""

from pathlib import Path

import pytest

from daftar.model.errors import CaseError
from daftar.reading.endpoint.settings import Endpoint
from daftar.work.case import open_case

MINE = 'engine = "endpoint"\nurl = "http://localhost:8080/v1"\nmodel = "m"\n'


def settings(tmp_path: Path, lines: str) -> Endpoint | None:
    (tmp_path / "case.toml").write_text(f"[reader]\n{lines}")
    return open_case(tmp_path, create=True).settings.reader


def test_without_settings_there_is_no_second_engine(tmp_path: Path) -> None:
    assert open_case(tmp_path, create=True).settings.reader is None


def test_settings_are_read(tmp_path: Path) -> None:
    given = settings(tmp_path, MINE + 'timeout_seconds = 60\nkey_variable = "MODEL_KEY"\nseed = 7\n')
    assert given == Endpoint("http://localhost:8080/v1", "m", key_variable="MODEL_KEY", timeout_seconds=60, seed=7)


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ('url = "http://localhost"\nmodel = "m"\n', 'reader.engine must be "endpoint"'),
        (MINE.replace("endpoint", "oracle"), 'reader.engine must be "endpoint"'),
        (MINE + "temperature = 1\n", "no setting reader.temperature"),
        (MINE + 'key = "abc"\n', "no setting reader.key"),
        (MINE + 'timeout_seconds = "long"\n', "timeout_seconds must be a number"),
        (MINE + "timeout_seconds = nan\n", "timeout_seconds must be from"),
        (MINE + "timeout_seconds = true\n", "timeout_seconds must be a number"),
        (MINE + "attempts = 0\n", "attempts must be from 1"),
        (MINE + "attempts = 2.5\n", "attempts must be a whole number"),
        (MINE + 'allow_remote = "yes"\n', "allow_remote must be true or false"),
        (MINE + "part_characters = 10\n", "part_characters must be from 500"),
        ('engine = "endpoint"\nurl = "http://localhost"\n', "needs model"),
        (MINE.replace('"m"', '" "'), "reader.model must be"),
        (MINE.replace("http://localhost:8080/v1", "ftp://localhost/v1"), "must begin with http"),
        (MINE.replace("http://localhost:8080/v1", "localhost:8080"), "must begin with http"),
        (MINE.replace("8080", "99999"), "no web address"),
        (MINE.replace("/v1", "/v1?x=1"), "no name, password"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, lines: str, complaint: str) -> None:
    with pytest.raises(CaseError, match=complaint) as raised:
        settings(tmp_path, lines)
    assert str(tmp_path / "case.toml") in str(raised.value)


def test_a_table_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text('reader = "endpoint"\n')
    with pytest.raises(CaseError, match="must be a table"):
        open_case(tmp_path, create=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/v1",
        "http://LOCALHOST:1/v1",
        "http://127.0.0.1/v1",
        "http://127.9.8.7/v1",
        "http://[::1]:80/v1",
    ],
)
def test_this_machine(url: str) -> None:
    endpoint = Endpoint(url, "m")
    assert endpoint.is_local and endpoint.warning is None


@pytest.mark.parametrize(
    "host",
    [
        "models.example",
        "localhost.example",
        "my.localhost",
        "0.0.0.0",  # noqa: S104 - an address that is not this machine's
        "10.0.0.1",
        "[::]",
        "[::ffff:127.0.0.1]",
        "127.1",
        "128.0.0.1",
    ],
)
def test_another_machine_must_be_allowed_in_words(host: str) -> None:
    with pytest.raises(CaseError, match="allow_remote = true"):
        Endpoint(f"https://{host}/v1", "m")
    with pytest.raises(CaseError, match="allow_plain_http = true"):
        Endpoint(f"http://{host}/v1", "m", allow_remote=True)
    Endpoint(f"http://{host}/v1", "m", allow_remote=True, allow_plain_http=True)
    warning = Endpoint(f"https://{host}/v1", "m", allow_remote=True).warning
    assert warning is not None and host.strip("[]") in warning and "leaves this machine" in warning


def test_a_password_or_a_key_in_the_settings_is_refused_and_not_repeated() -> None:
    for wrong in (
        {"url": "https://anna:s3cret@localhost/v1"},
        {"url": "http://localhost/v1", "key_variable": "sk-s3cret"},
    ):
        with pytest.raises(CaseError) as raised:
            Endpoint(**wrong, model="m")
        assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize("value", [None, "", "  ", "two words", "schlüssel", "line\nbreak"])
def test_a_key_that_is_none(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv("MODEL_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("MODEL_KEY", value)
    with pytest.raises(CaseError, match="key_variable") as raised:
        Endpoint("http://localhost/v1", "m", key_variable="MODEL_KEY").key()
    assert value is None or not value.strip() or value not in str(raised.value)


def test_the_address_that_is_asked() -> None:
    for url in ("http://[::1]:8080/v1", "http://[::1]:8080/v1/", "http://[::1]:8080/v1/chat/completions"):
        endpoint = Endpoint(url, "m")
        assert (endpoint.host, endpoint.port, endpoint.path) == ("::1", 8080, "/v1/chat/completions")
    assert [Endpoint(f"{scheme}://localhost", "m").port for scheme in ("http", "https")] == [80, 443]

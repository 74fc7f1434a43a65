"""Settings come from POLICY_… variables; a value that can't be used is named in one Chinese line."""

import re
from pathlib import Path

import pytest

from corpus.settings import Settings, SettingsError, settings


def test_defaults_need_no_network() -> None:
    chosen = settings()
    assert chosen.store == Path("data")
    assert chosen.embedding_model == "multilingual-e5-small"
    assert chosen.embedding_backend == "onnx"


def test_variables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_STORE", "/srv/policy")
    monkeypatch.setenv("POLICY_CHUNK_SIZE", "400")
    assert (settings().store, settings().chunk_size) == (Path("/srv/policy"), 400)


@pytest.mark.parametrize("name", ["POLICY_STORE", "POLICY_CHUNK_SIZE", "POLICY_EMBEDDING_MODEL"])
def test_an_empty_variable_means_the_default(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "")
    assert settings() == Settings()
    assert settings().store == Path("data")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("POLICY_EMBEDDING_BACKEND", "gpu"),
        ("POLICY_CHUNK_SIZE", "很多"),
        ("POLICY_CHUNK_SIZE", "10"),
        ("POLICY_CHUNK_SIZE", "100000"),
        ("POLICY_MAX_QUESTION", "1.5"),
        ("POLICY_MAX_FILE_MB", "0"),
    ],
)
def test_a_value_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        settings()
    message = str(caught.value)
    assert name in message
    assert "\n" not in message
    assert not re.search("[A-Za-z]{2,} [a-z]{2,}", message), "an English sentence in a Chinese line"


@pytest.mark.parametrize(
    "url",
    ["ftp://host/v1", "host:8000", "http://", "http://host:port/v1", "http://[::1/v1", "http://h:99999",
     "http://user:s3cret@host/v1", "https://host/v1?key=s3cret", "https://host/v1#s3cret",
     "http://169.254.169.254/v1", "http://[fe80::1]/v1", "http://[::ffff:169.254.169.254]/v1",
     "http://[fd00:ec2::254]/v1", "http://100.100.100.200/v1"],
)  # fmt: skip
def test_an_address_that_cannot_be_called(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("POLICY_MODEL", "m")
    monkeypatch.setenv("POLICY_MODEL_URL", url)
    with pytest.raises(SettingsError, match="POLICY_MODEL_URL") as caught:
        settings()
    assert "s3cret" not in str(caught.value), "it would end up in a log"


@pytest.mark.parametrize(
    ("name", "value"), [("POLICY_MODEL", "m"), ("POLICY_MODEL_URL", "http://127.0.0.1:8000/v1")]
)
def test_a_model_needs_an_address_and_an_address_a_model(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match="没有设置 POLICY_MODEL"):
        settings()


def test_a_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_MODEL", "m")
    monkeypatch.setenv("POLICY_MODEL_URL", "http://[::1]:8000/v1/")
    monkeypatch.setenv("POLICY_MODEL_KEY", "s3cret")
    assert "s3cret" not in repr(settings())
    assert settings().model_url == "http://[::1]:8000/v1"


def test_a_misspelt_setting_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_STOER", "/srv/policy")
    with pytest.raises(SettingsError, match="POLICY_STOER"):
        settings()

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


def test_a_misspelt_setting_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_STOER", "/srv/policy")
    with pytest.raises(SettingsError, match="POLICY_STOER"):
        settings()

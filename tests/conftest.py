"""What all tests share: no settings from outside, no network, one hypothesis profile."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from corpus.settings import settings
from index.embeddings.unpack import ensure_unpacked

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "corpus" / "documents" / "豫政办〔2011〕75号.txt"

# The same examples in every CI run: a failure there can be repeated here.
hypothesis_settings.register_profile(
    "project",
    max_examples=60,
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("project")

# A test that would fetch from a hub fails at once instead of waiting for a time-out.
os.environ["HF_HUB_OFFLINE"] = "1"


def run_module(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m …`` in the project's folder, as a user's shell would."""
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        timeout=300,
        check=False,
    )


@pytest.fixture(autouse=True)
def default_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test starts from the default settings, whatever the shell exports."""
    for name in [name for name in os.environ if name.startswith("POLICY_")]:
        monkeypatch.delenv(name)
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture(scope="session")
def seed_text() -> str:
    """The seed document, exactly as its file holds it."""
    return SEED.read_bytes().decode("utf-8")


# Where the unpacked model may be kept between runs; else pytest keeps it in its cache.
_MODELS = os.environ.get("TEST_MODELS_DIR")


@pytest.fixture(scope="session")
def models_dir(request: pytest.FixtureRequest) -> Path:
    """A models directory with the bundled model in it, unpacked once per state of the code."""
    if _MODELS:
        directory = Path(_MODELS)
    else:
        digest = hashlib.sha256()
        for path in sorted((ROOT / "index" / "embeddings").iterdir()):
            if path.is_file():
                digest.update(path.read_bytes())
        parent = request.config.cache.mkdir("policy-models")  # type: ignore[union-attr]
        directory = parent / digest.hexdigest()[:16]
        for other in parent.iterdir():
            if other != directory:
                shutil.rmtree(other)
    ensure_unpacked(directory)
    return directory


@pytest.fixture(scope="session")
def seed_store(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built by the command from the documents of this repository. Read it, don't write."""
    directory = tmp_path_factory.mktemp("seed") / "store"
    directory.mkdir()
    (directory / "models").symlink_to(models_dir)
    built = run_module("index", "build", "--store", str(directory))
    assert built.returncode == 0, built.stderr
    return directory

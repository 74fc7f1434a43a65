"""What all tests share: no settings from outside, no network, one model, one store, one assistant."""

import asyncio
import hashlib
import importlib
import inspect
import io
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, TypeVar

import pytest
from argon2 import PasswordHasher
from filelock import FileLock
from httpx._config import DEFAULT_TIMEOUT_CONFIG
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser

from assistant.assistant import Assistant
from corpus.commands import run
from corpus.settings import settings
from index.embeddings import BUNDLED_MODEL, PolicyEmbeddings, load_embeddings
from index.embeddings.unpack import ensure_unpacked
from index.private import keep_private
from index.session import open_retriever
from pages.access import passwords
from tests.pages.visitor import chromium

keep_private()  # as every command does
T = TypeVar("T")
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
# A page that a busy machine answers late is late, not wrong.
for _part in ("connect", "read", "write", "pool"):
    setattr(DEFAULT_TIMEOUT_CONFIG, _part, 60.0)
# Each test starts from the default settings, whatever the shell exports.
for _name in [name for name in os.environ if name.startswith(("POLICY_", "GRADIO_"))]:
    del os.environ[_name]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave sweeps out, unless ``-m`` speaks of them; and let one worker run all that needs pages, so
    that there is one server and one browser, any other the rest, each file as a whole."""
    if "sweep" not in config.getoption("markexpr"):
        left_out = [item for item in items if item.get_closest_marker("sweep")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    for item in items:
        folder = item.path.relative_to(ROOT).parts[1]
        group = "pages" if folder in ("pages", "hostile") else item.path.stem
        item.add_marker(pytest.mark.xdist_group(group))


def aside(coroutine: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine, on a thread of its own: in this one Playwright may run a loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run tests that are coroutines."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    aside(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


def run_module(
    *words: str, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m …`` in the project's folder, as a user's shell would.

    A process costs seconds; where it is not a matter of processes, ``run_command`` does the same.
    """
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        timeout=300,
        check=False,
    )


def run_command(
    *words: str, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """What ``run_module`` gives, by the command's ``main`` within this process; also of ``ui``."""
    program = importlib.import_module("ui" if words[0] == "ui" else f"{words[0]}.__main__")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    status: object = None
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(ROOT)
        patch.setattr(sys, "argv", [str(program.__file__), *words[1:]])
        patch.setattr(sys, "stdin", io.StringIO(stdin))
        for name, value in environment.items():
            patch.setenv(name, value)
        settings.cache_clear()
        try:
            run(program.main)
        except SystemExit as end:
            status = end.code
        except Exception:  # what would be a traceback in a shell
            traceback.print_exc()
            status = 1
    settings.cache_clear()
    said = [_bytes_of(stream).decode("utf-8") for stream in (out, err)]
    return subprocess.CompletedProcess(words, int(str(status or 0)), *said)


def _bytes_of(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def default_settings() -> Iterator[None]:
    """What a test set is forgotten after it."""
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Passwords are hashed quickly here; that it takes long elsewhere has a test of its own."""
    with pytest.MonkeyPatch.context() as patch:
        quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(passwords, "_HASHER", quick)
        yield


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
                shutil.rmtree(other, ignore_errors=True)
    ensure_unpacked(directory)
    return directory


@pytest.fixture(scope="session")
def embeddings(models_dir: Path) -> PolicyEmbeddings:
    """The bundled model, loaded once; ``load_embeddings`` and the commands give the same one."""
    return load_embeddings(BUNDLED_MODEL, models_dir)


@pytest.fixture(scope="session")
def seed_store(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built by the command from the documents of this repository. Read it, don't write.

    Who runs tests beside others builds it once for all of them.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    directory = shared / "seed-store"
    with FileLock(shared / "seed-store.lock"):
        if not (shared / "seed-store.built").exists():
            directory.mkdir(exist_ok=True)
            (directory / "models").symlink_to(models_dir)
            built = run_command("index", "build", "--store", str(directory))
            assert built.returncode == 0, built.stderr
            (shared / "seed-store.built").touch()
    return directory


@pytest.fixture(scope="session")
def assistant(seed_store: Path) -> Assistant:
    """An assistant of the documents of this repository, shared: leave it as it is."""
    return Assistant(open_retriever(seed_store))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, shared: each visitor comes anew."""
    with chromium() as browser:
        yield browser

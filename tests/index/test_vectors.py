"""One behaviour, whoever keeps the vectors: embedded Chroma, its server, milvus-lite, Milvus itself."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import numpy as np
import pytest

from index.errors import ForeignModelError, VectorServerError
from index.vectors import ChromaServer, MilvusVectors, Vectors, VectorStore

DIMENSION, COUNT = 32, 3000
Open = Callable[[str], Vectors]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def until_up(process: subprocess.Popen[bytes], address: str, seconds: float) -> None:
    """Wait for an HTTP address to answer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(address, timeout=2, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    stop(process)
    pytest.fail(f"{process.args!r} does not answer at {address}")


def start_chroma(directory: Path, port: int) -> subprocess.Popen[bytes]:
    """Chroma's own server on loopback; end it with ``stop``."""
    command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(directory)]
    process = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until_up(process, f"http://127.0.0.1:{port}/api/v2/heartbeat", 60)
    return process


@pytest.fixture(scope="module")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    process = start_chroma(tmp_path_factory.mktemp("chroma-server"), port)
    yield f"http://127.0.0.1:{port}"
    stop(process)


_START_MILVUS = """
import sys
from milvus import MilvusServer
server = MilvusServer()
server.set_base_dir(sys.argv[1])
server.listen_port = int(sys.argv[2])
server.start()
print("up", flush=True)
sys.stdin.read()
server.stop()
"""


@contextmanager
def milvus_server(directory: Path) -> Iterator[str]:
    """The standalone server of the package ``milvus``; it ends when its standard input closes."""
    python = os.environ.get("TEST_MILVUS_PYTHON", sys.executable)  # where ``milvus`` is installed
    if subprocess.run([python, "-c", "import milvus"], capture_output=True, check=False).returncode:
        pytest.skip("the package milvus==2.3.5 (x86-64 only) is not installed")
    port = free_port()
    process = subprocess.Popen(
        [python, "-c", _START_MILVUS, str(directory), str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin and process.stdout
    if not any(line == "up\n" for line in process.stdout):
        pytest.fail("the Milvus server did not start")
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.stdin.close()
        process.wait(timeout=60)
        process.stdout.close()
        shutil.rmtree(directory, ignore_errors=True)  # 300 MB of server


@pytest.fixture(scope="module")
def milvus_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with milvus_server(tmp_path_factory.mktemp("milvus")) as url:
        yield url


@pytest.fixture(
    params=[
        "embedded",
        "chroma server",
        "milvus-lite",
        pytest.param("milvus server", marks=pytest.mark.slow),
    ]
)
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens stores by collection name on one backend; all are closed at the end."""
    opened: list[Vectors] = []
    test = request.node.name.partition("[")[0]  # collections of one test, apart from another's

    def open_one(name: str) -> Vectors:
        collection = f"{test}_{name}"
        match request.param:
            case "embedded":
                vectors: Vectors = VectorStore(tmp_path / collection)
            case "chroma server":
                vectors = ChromaServer(request.getfixturevalue("chroma_url"), collection)
            case "milvus-lite":
                vectors = MilvusVectors(str(tmp_path / "milvus.db"), collection)
            case _:
                vectors = MilvusVectors(request.getfixturevalue("milvus_url"), collection)
        opened.append(vectors)
        return vectors

    yield open_one
    for vectors in opened:
        vectors.close()


@pytest.fixture(scope="module")
def sample() -> tuple[list[str], np.ndarray]:
    """Ids in the form of chunk ids, and unit vectors, shape (COUNT, DIMENSION)."""
    vectors = np.random.default_rng(0).normal(size=(COUNT, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return [f"{n:012x}-{n * 7919:016x}" for n in range(COUNT)], vectors


def test_empty_store(opener: Open) -> None:
    vectors = opener("one")
    question = np.eye(DIMENSION, dtype=np.float32)[0]
    assert (vectors.count(), vectors.dimension(), vectors.ids()) == (0, 0, set())
    assert vectors.missing(["a", "b"]) == ["a", "b"]
    assert vectors.nearest(question, 5) == []
    assert vectors.similarities(["a"], question) == {} == vectors.similarities([], question)
    vectors.remove(["a"])
    vectors.put([], np.zeros((0, DIMENSION), np.float32))
    with pytest.raises(KeyError):
        vectors.get(["a"])


def test_thousands_in_one_call(opener: Open, sample: tuple[list[str], np.ndarray]) -> None:
    """Every backend gives what plain arithmetic gives, so all give the same."""
    ids, matrix = sample
    vectors = opener("one")
    vectors.put(ids, matrix)
    assert (vectors.count(), vectors.dimension()) == (COUNT, DIMENSION)
    assert vectors.ids() == set(ids)
    assert vectors.missing(["unknown", *ids]) == ["unknown"]
    assert np.allclose(vectors.get(ids[::-1]), matrix[::-1], atol=1e-6)
    question = matrix[7] + np.float32(0.05)
    question /= np.linalg.norm(question)
    cosines = matrix @ question
    given = vectors.similarities(["unknown", *ids], question)
    assert set(given) == set(ids)
    assert max(abs(given[i] - c) for i, c in zip(ids, cosines, strict=True)) < 1e-3
    found = vectors.nearest(question, 100)
    expected = [ids[k] for k in np.argsort(-cosines)[:100]]
    assert [chunk_id for chunk_id, _ in found[:20]] == expected[:20]
    assert (
        len({chunk_id for chunk_id, _ in found} & set(expected)) >= 98
    )  # the index is approximate
    assert all(abs(score - cosines[ids.index(i)]) < 1e-3 for i, score in found)


def test_replaced_and_removed(opener: Open, sample: tuple[list[str], np.ndarray]) -> None:
    ids, matrix = sample
    vectors = opener("one")
    vectors.put(ids[:50], matrix[:50])
    vectors.put(ids[:1], matrix[50:51])
    assert vectors.count() == 50
    assert np.allclose(vectors.get(ids[:1]), matrix[50:51], atol=1e-6)
    vectors.remove(["unknown", *ids[:40]])
    assert vectors.ids() == set(ids[40:50])
    assert vectors.missing(ids[38:42]) == ids[38:40]
    time.sleep(0.5)  # a search on a server may lag behind for a moment
    assert {i for i, _ in vectors.nearest(matrix[0], 50)} == set(ids[40:50])
    vectors.remove(ids)
    assert vectors.count() == 0
    vectors.put(ids[:2], matrix[:2])
    assert vectors.count() == 2


def test_two_stores_do_not_mix_and_outlive_the_process(
    opener: Open, sample: tuple[list[str], np.ndarray]
) -> None:
    ids, matrix = sample
    first, second = opener("first"), opener("second")
    first.put(ids[:3], matrix[:3])
    second.put(ids[2:5], matrix[2:5])
    second.remove(ids[:3])
    assert (opener("first").ids(), opener("second").ids()) == (set(ids[:3]), set(ids[3:5]))


def test_other_dimension_is_refused(opener: Open, sample: tuple[list[str], np.ndarray]) -> None:
    ids, matrix = sample
    opener("one").put(ids[:3], matrix[:3])
    vectors = opener("one")
    for attempt in (
        lambda: vectors.put(["x"], matrix[:1, :5]),
        lambda: vectors.nearest(matrix[0, :5], 3),
        lambda: vectors.similarities(ids[:1], matrix[0, :5]),
    ):
        with pytest.raises(ForeignModelError, match="5 维"):
            attempt()
    assert vectors.ids() == set(ids[:3])


def test_emptied_store_never_takes_two_dimensions(
    opener: Open, sample: tuple[list[str], np.ndarray]
) -> None:
    ids, matrix = sample
    opener("one").put(ids[:3], matrix[:3])
    opener("one").remove(ids[:3])
    with pytest.raises(ForeignModelError, match="5 维"):
        opener("one").put(["x"], matrix[:1, :5])


@pytest.mark.parametrize("kind", [ChromaServer, MilvusVectors])
def test_nobody_answers(kind: type[ChromaServer] | type[MilvusVectors]) -> None:
    with pytest.raises(VectorServerError, match="连不上向量服务") as caught:
        kind(f"http://127.0.0.1:{free_port()}", "policy_x")
    assert "\n" not in str(caught.value)


def test_server_that_takes_the_call_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.vectors.chroma._CONNECT", 1.0)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        begun = time.monotonic()
        with pytest.raises(VectorServerError, match="连不上向量服务"):
            ChromaServer(address, "policy_x")
        assert time.monotonic() - begun < 45


def test_server_goes_away(tmp_path: Path, sample: tuple[list[str], np.ndarray]) -> None:
    ids, matrix = sample
    port = free_port()
    process = start_chroma(tmp_path, port)
    try:
        vectors = ChromaServer(f"http://127.0.0.1:{port}", "policy_x")
        vectors.put(ids[:3], matrix[:3])
    finally:
        stop(process)
    for attempt in (
        lambda: vectors.put(ids[3:5], matrix[3:5]),
        lambda: vectors.nearest(matrix[0], 3),
        lambda: vectors.count(),
        lambda: vectors.remove(ids[:1]),
    ):
        with pytest.raises(VectorServerError, match="连不上向量服务"):
            attempt()
    process = start_chroma(tmp_path, port)
    try:
        assert vectors.ids() == set(ids[:3])  # the same client goes on when the server is back
    finally:
        stop(process)
        vectors.close()


def test_other_server_at_the_address(chroma_url: str) -> None:
    with pytest.raises(VectorServerError):
        MilvusVectors(chroma_url, "policy_x")


def test_milvus_client_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(VectorServerError, match=r"请先安装：pip install pymilvus=="):
        MilvusVectors("http://127.0.0.1:19530", "policy_x")

"""Kill a process that writes to a store at a random moment, and look at what is left.

Before the kill the store served one state, after it, it must serve that one or the one that was being
written, whole; and doing the same again must end in the second. With ``cut`` the newest files also
lose some of their last bytes, as after a power failure; then the store may also say what is broken,
and must be mended by what it asks for.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import PolicyError
from eval.faults.apart import FailedError, apart
from eval.faults.scene import ACTIONS, QUESTION, Scene, State, state_of
from index.doctor import examine
from index.errors import StoreDamagedError
from index.retriever import HybridRetriever
from index.soundness.heal import heal
from index.store import Store
from index.vectors import VectorStore

_CUT_MOST = 4096  # bytes that the newest files may lose
_LATEST = 1.1  # of the time that an action takes: some are done just before
_SYNCED = "store.sqlite3"  # written through to the disk before anything relies on it


@dataclass(slots=True)
class Kills:
    """What became of the tries: ``served`` counts states by name, ``losses`` says what was lost."""

    tried: int = 0
    in_time: int = 0  # killed before they were done
    served: Counter[str] = field(default_factory=Counter)
    losses: list[str] = field(default_factory=list)


def kill(
    scene: Scene,
    tries: int,
    *,
    cut: bool = False,
    seed: int = 0,
    told: Callable[[int], None] = lambda _: None,
) -> Kills:
    """Try each action in turn, ``tries`` times in all; ``told`` is called with the tries done."""
    chance, result = random.Random(seed), Kills()
    goals = {name: _whole_run(scene, name) for name in ACTIONS}
    for number in range(tries):
        name = sorted(ACTIONS)[number % len(ACTIONS)]
        seconds, goal = goals[name]
        scene.put_documents("before")
        directory = scene.store(empty=name == "build")
        before = None if name == "build" else apart(state_of, directory)
        result.tried += 1
        try:
            apart(ACTIONS[name], scene, directory, seconds=chance.uniform(0, _LATEST * seconds))
        except TimeoutError:
            result.in_time += 1
        if cut:
            _cut_newest(directory, chance)
        try:
            served = _looked_at(scene, name, directory, before, goal, cut)
            result.served[served] += 1
        except (AssertionError, PolicyError, FailedError) as lost:
            result.losses.append(f"{number} {name}: {_told(lost)}")
        told(number + 1)
    return result


def _whole_run(scene: Scene, name: str) -> tuple[float, State]:
    """How long an action takes when left alone (seconds), and the state that it ends in."""
    scene.put_documents("before")
    directory = scene.store(empty=name == "build")
    begun = time.monotonic()
    apart(ACTIONS[name], scene, directory)
    seconds = time.monotonic() - begun
    state = apart(state_of, directory)
    assert state, f"{name} did not end"
    return seconds, state


def _looked_at(
    scene: Scene, name: str, directory: Path, before: State | None, goal: State, cut: bool
) -> str:
    """Check the store that is left; returns which state it served.

    Raises:
        AssertionError: something was lost.
    """
    try:
        state = apart(state_of, directory)
        served = "before" if state == before else "after" if state == goal else ""
        assert served, f"it serves neither state: {state}"
        if state:
            apart(_whole, scene, directory, cut)
    except PolicyError as error:
        first = name == "build" and "还没有" in str(error)
        assert cut or first, f"it can't be opened: {_told(error)}"
        served = "named" if not first else "before"
    # The same again, as a person would; first what it asks for where it is broken.
    try:
        apart(ACTIONS[name], scene, directory)
    except StoreDamagedError as error:  # its line says: let the doctor mend it
        assert cut and "doctor --mend" in str(error), f"it can't be finished: {_told(error)}"
        apart(heal, directory)
        apart(ACTIONS[name], scene, directory)
    assert apart(state_of, directory) == goal, "done again, it is not what it should be"
    apart(_whole, scene, directory, False)
    faults = [f.line for f in apart(examine, directory) if "不影响回答" not in f.line]
    assert not faults, f"faults are left: {faults}"
    return served


def _told(error: Exception) -> str:
    """An error with what it came from."""
    return "; ".join([str(error), *getattr(error, "__notes__", [])])


def _whole(scene: Scene, directory: Path, cut: bool) -> None:
    """Every live chunk is found, by its words and by its vector."""
    store, vectors = Store(directory), VectorStore(directory / "vectors")
    try:
        ids = sorted(store.chunks.ids())
        missing = vectors.missing(ids)
        assert cut or not missing, f"{len(missing)} vectors are lost"
        lacking = store.chunks.lacking_words()
        assert cut or not lacking, f"{lacking} keyword entries are lost"
        hits = HybridRetriever(store, vectors, scene.embeddings).search(QUESTION)
        assert hits, "nothing is found"
        for hit in hits:
            chunk = hit.chunk
            text = store.document(chunk.document_id).text
            assert text[chunk.start : chunk.end] == chunk.text, "a quote is not exact"
    finally:
        vectors.close()
        store.close()


def _cut_newest(directory: Path, chance: random.Random) -> None:
    """Let the newest files lose their last bytes, but what was synced."""
    files = [p for p in directory.rglob("*") if p.is_file() and p.name != _SYNCED]
    files.sort(key=lambda path: path.stat().st_mtime_ns)
    for path in files[-3:]:
        size = path.stat().st_size
        if size:
            os.truncate(path, size - min(size, chance.randint(1, _CUT_MOST)))

"""A store to be hurt: documents before and after, and the vectors of all their chunks.

Vectors are computed once and kept, so that what is killed is writing, not arithmetic.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.loader import find_files, load_all
from corpus.settings import settings
from eval.faults.apart import apart
from eval.remembered_embeddings import RememberedEmbeddings
from index.build import Builder
from index.embeddings import load_embeddings
from index.soundness.heal import heal
from index.splitter import PolicyTextSplitter
from index.store import Store
from index.vectors import VectorStore

QUESTION = "技术改造投资"
_DOCUMENTS = 9
_BLOCKS = 16  # of the original's paragraphs, a document of the scene has these many


# Version of the text by source: what a reader of the store can tell apart.
State = dict[str, str]


@dataclass(frozen=True, slots=True)
class Scene:
    """Folders ``before`` and ``after``, a store built from the first, and the vectors of both."""

    home: Path
    embeddings: RememberedEmbeddings

    @property
    def documents(self) -> Path:
        """The folder that a store of the scene is in line with; ``change`` exchanges its files."""
        return self.home / "documents"

    def put_documents(self, which: str) -> None:
        """Let ``documents`` hold those of ``before`` or ``after``."""
        shutil.rmtree(self.documents, ignore_errors=True)
        shutil.copytree(self.home / which, self.documents)

    def store(self, *, empty: bool) -> Path:
        """A fresh copy of the store as it was before, or an empty directory."""
        target = self.home / "hurt"
        shutil.rmtree(target, ignore_errors=True)
        if empty:
            target.mkdir()
        else:
            shutil.copytree(self.home / "built", target)
        return target

    def builder(self, directory: Path) -> Builder:
        """Builds the store in ``directory``, opened as ``index.session.open_builder`` does."""
        heal(directory, full=False)
        store = Store(directory, create=True)
        return Builder(
            store, VectorStore(directory / "vectors"), self.embeddings, settings().chunk_size
        )


def make_scene(home: Path, original: Path, models: Path) -> Scene:
    """Write documents made of parts of ``original``, and build the store of them."""
    blocks = [line for line in original.read_text("utf-8").splitlines() if line.strip()]
    for which, change in (("before", ""), ("after", "（修订）")):
        folder = home / which
        folder.mkdir(parents=True)
        # after: a third is gone, a third is changed, and as many are new
        numbers = range(_DOCUMENTS) if not change else range(_DOCUMENTS // 3, 4 * _DOCUMENTS // 3)
        for n in numbers:
            start = n * 7 % max(len(blocks) - _BLOCKS, 1)
            changed = change if n % 2 else ""
            title = f"关于第{n}项工作的通知{changed}"
            text = "\n".join([title, *blocks[start : start + _BLOCKS]])
            (folder / f"{n}.txt").write_text(text, "utf-8")
    scene = Scene(home, apart(_embedded, home, models))
    scene.put_documents("before")
    apart(_run, scene, home / "built", "before")
    return scene


def _embedded(home: Path, models: Path) -> RememberedEmbeddings:
    """Embeddings that know the vectors of all words of the scene."""
    model = RememberedEmbeddings(load_embeddings(settings().embedding_model, models))
    splitter = PolicyTextSplitter(settings().chunk_size)
    texts: dict[str, None] = {}
    for file in find_files([home / "before", home / "after"]):
        for loaded in load_all(file):
            document = loaded.document  # type: ignore[union-attr]
            for chunk in splitter.split_document(document):
                texts[chunk.embedding_text(document.text)] = None
    model.encode_passages(list(texts))
    model.encode_query(QUESTION)
    return model


def state_of(directory: Path) -> State | None:
    """What the store in ``directory`` serves; None where it says that there is nothing yet.

    Raises:
        StoreError: it says what is broken.
    """
    store = Store(directory)
    try:
        if not store.meta("model"):
            return None
        return {
            e.source: store.document(e.document_id).version
            for e in store.documents.entries().values()
        }
    finally:
        store.close()


Action = Callable[[Scene, Path], None]


def build(scene: Scene, directory: Path) -> None:
    """The first build of a store."""
    _run(scene, directory, "before")


def sync(scene: Scene, directory: Path) -> None:
    """Files were added, changed and taken away."""
    _run(scene, directory, "after")


def withdraw(scene: Scene, directory: Path) -> None:
    """All files but one were taken away."""
    for path in sorted(scene.documents.iterdir())[1:]:
        path.unlink()
    _run(scene, directory, "")


def _run(scene: Scene, directory: Path, which: str) -> None:
    if which:
        scene.put_documents(which)
    builder = scene.builder(directory)
    builder.build([scene.documents], prune=True)
    builder.vectors.close()
    builder.store.close()


ACTIONS: dict[str, Action] = {"build": build, "sync": sync, "withdraw": withdraw}

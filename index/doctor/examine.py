"""Look at every part of a store."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.settings import settings
from corpus.stored_texts import DATABASE
from index.completion import elsewhere_message, is_elsewhere
from index.doctor import access, originals, texts, uploads, vectors
from index.doctor.fault import Fault, Part
from index.embeddings import BUNDLED_MODEL, embedding_name
from index.embeddings.unpack import is_whole
from index.errors import StoreDamagedError, StoreError
from index.soundness.check import VECTORS, damages
from index.store import Store
from index.vectors import open_vectors

if TYPE_CHECKING:
    from index.embeddings import PolicyEmbeddings

_DATABASES = ("*.db", "*.sqlite3")


def examine(
    directory: Path,
    embeddings: "Callable[[], PolicyEmbeddings] | None" = None,
    *,
    deep: bool = False,
) -> list[Fault]:
    """Everything that is wrong with the store in ``directory``.

    Args:
        embeddings: loads the model that embeds a sample of the chunks again to see whether their vectors are of this
            model; None leaves that out.
        deep: every chunk instead of a sample.

    Raises:
        StoreMissingError: there is no store; StoreOutdatedError: a build has to upgrade it first.
    """
    try:
        store = Store(directory)
    except StoreDamagedError as error:
        return [Fault(Part.DATABASE, str(error), mends=False), *beside(directory)]
    try:
        faults = _database(store)
        if not faults:
            faults += texts.examine(store)
            faults += originals.examine(store)
            faults += _keywords(store)
            faults += _vectors(store, embeddings, deep)
            faults += uploads.examine(store)
    except StoreDamagedError as error:
        faults = [Fault(Part.DATABASE, str(error), mends=False)]
    finally:
        store.close()
    return faults + _model(directory) + beside(directory) + access.examine(directory)


def _database(store: Store) -> list[Fault]:
    try:
        sound = store.rows("PRAGMA integrity_check(5)") == [("ok",)]
    except StoreDamagedError:
        sound = False
    if not sound:
        return [Fault(Part.DATABASE, "数据库文件已损坏，请从备份恢复。", mends=False)]
    if not store.meta("model"):
        line = "第一次建立索引没有完成，请重新运行 python -m index build。"
        return [Fault(Part.DATABASE, line, mends=False)]
    configured = embedding_name(settings().embedding_model, settings().embedding_backend)
    if store.meta("model") != configured:
        line = f"资料库由向量模型“{store.meta('model')}”建立，当前设置是“{configured}”。"
        return [Fault(Part.MODEL, line, mends=False)]
    return []


def _keywords(store: Store) -> list[Fault]:
    if found := damages(store.directory, full=True, vectors=False):
        return [Fault(Part.KEYWORDS, found[0].line)]
    try:
        lacking, extra = store.chunks.lacking_words(), store.chunks.extra_words()
    except StoreDamagedError as error:
        return [Fault(Part.KEYWORDS, str(error))]
    faults = []
    if lacking:
        faults.append(Fault(Part.KEYWORDS, f"{lacking} 个切片缺少关键词。"))
    if extra:
        line = f"{extra} 条关键词没有对应的切片（不影响回答）。"
        faults.append(Fault(Part.KEYWORDS, line))
    return faults


def _vectors(
    store: Store, embeddings: "Callable[[], PolicyEmbeddings] | None", deep: bool
) -> list[Fault]:
    embedded = (store.directory / "vectors").is_dir() and not settings().vector_url
    if embedded:
        found = [d for d in damages(store.directory, full=True) if d.part == VECTORS]
        if found:
            return [Fault(Part.VECTORS, found[0].line)]
    try:
        kept = open_vectors(store)
    except StoreError as error:
        return [Fault(Part.VECTORS, str(error), mends=isinstance(error, StoreDamagedError))]
    try:
        if is_elsewhere(store, kept):
            return [Fault(Part.VECTORS, elsewhere_message(store, kept), mends=False)]
        return vectors.examine(store, kept, embeddings() if embeddings else None, deep)
    except StoreDamagedError as error:
        return [Fault(Part.VECTORS, str(error))]
    finally:
        kept.close()


def _model(directory: Path) -> list[Fault]:
    model = directory / "models" / BUNDLED_MODEL
    if model.is_dir() and not is_whole(model):
        return [Fault(Part.MODEL, "随附的向量模型缺少文件或大小不对，将重新解包。")]
    return []


def beside(directory: Path) -> list[Fault]:
    """Other databases in the store directory that are damaged, such as the conversations."""
    faults = []
    for pattern in _DATABASES:
        for path in sorted(directory.glob(pattern)):
            if path.name != DATABASE and not _is_sound(path):
                line = f"“{path.name}”已损坏，请从备份恢复。"
                faults.append(Fault(Part.BESIDE, line, (path.name,), mends=False))
    return faults


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path, timeout=5)) as db:
            return [row[0] for row in db.execute("PRAGMA integrity_check(1)")] == ["ok"]
    except sqlite3.Error:
        return False

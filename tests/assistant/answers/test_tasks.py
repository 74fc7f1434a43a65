"""The register of tasks in a conversation: gaps, deadlines, and a store that older code built."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

PLAN = (
    "青山市人民政府办公室关于印发河湖治理行动方案的通知\n青政办〔2025〕3号\n\n一、任务\n"
    "（一）清理河道。（牵头单位：市水利局；完成时限：2025年5月底前）\n"
    "（二）公布电话。（责任单位：市教育局）\n青山市人民政府办公室\n2025年1月10日\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / ".store", create=True)) as store:
        yield store


@pytest.fixture
def assistant(store: Store, models_dir: Path, tmp_path: Path) -> Assistant:
    (tmp_path / "方案.txt").write_text(PLAN, "utf-8")
    vectors = VectorStore(tmp_path / ".store" / "vectors")
    embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
    Builder(store, vectors, embeddings, 280).build([tmp_path / "方案.txt"])
    return Assistant(HybridRetriever(store, vectors, embeddings))


def test_gaps_are_told_from_the_tasks(assistant: Assistant) -> None:
    assert "公布电话" in assistant.ask("哪些工作没写完成时间").markdown
    answer = assistant.ask("没人牵头的任务有哪些")
    assert (answer.kind, answer.status) == ("tasks", "not_found")
    assert answer.markdown.startswith("入库文件里读到的任务都写明了牵头或责任单位。")


def test_a_store_of_older_code_says_nothing_is_absent(assistant: Assistant, store: Store) -> None:
    with store.writing():
        store.set_meta("facts", "older")
        store.write("DELETE FROM facts WHERE kind = 'task'")
        store.set_meta("generation", "later")
    answer = assistant.ask("没人牵头的任务有哪些")
    assert answer.kind == "tasks" and "重新建立资料库" in answer.markdown
    assert "没有读到" not in answer.markdown

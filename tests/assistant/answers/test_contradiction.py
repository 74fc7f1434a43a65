"""Two documents that rule one thing differently stand side by side, the higher and newer first."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.answers.clashes import LEAD
from assistant.assistant import Assistant
from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

TEXT = (
    "{issuer}关于支持{subject}的意见\n某政〔{year}〕1号\n各有关单位：\n一、资金支持\n"
    "对企业购置{subject}设备，按投资额的{share}%给予补助。\n二、组织领导\n各部门要加强协作，狠抓落实。\n"
    "{issuer}\n{year}年3月1日\n"
)
# what each says on its subject: (issuer, year, share)
RULES = {
    "技术改造": [("河南省郑州市人民政府", 2021, 8), ("河南省人民政府", 2019, 10), ("河南省人民政府", 2022, 12)],
    "节水灌溉": [("河南省郑州市人民政府", 2021, 8), ("江西省南昌市人民政府", 2021, 9)],
    "冷链物流": [("河南省人民政府", 2019, 10), ("河南省郑州市人民政府", 2021, 10)],
}  # fmt: skip


@pytest.fixture(scope="module")
def assistant(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("rules")
    for subject, rules in RULES.items():
        for issuer, year, share in rules:
            text = TEXT.format(issuer=issuer, subject=subject, year=year, share=share)
            (folder / f"{subject}{issuer}{year}.txt").write_text(text, "utf-8")
    with closing(Store(folder / ".store", create=True)) as store:
        vectors = VectorStore(folder / ".store" / "vectors")
        embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
        Builder(store, vectors, embeddings, 280).build([folder])
        yield Assistant(HybridRetriever(store, vectors, embeddings))


@pytest.mark.parametrize(
    "question", ["企业购置技术改造设备补助多少", "河南省技术改造设备的补助比例"]
)
def test_the_higher_and_the_newer_go_first(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.markdown.startswith(LEAD)
    assert [c.quote.partition("的")[2][:3] for c in answer.citations] == ["12%", "10%", "8%给"]
    lines = answer.markdown.split("\n\n")[1:4]
    assert all(
        line.startswith("《") and str(year) in line
        for line, year in zip(lines, (2022, 2019, 2021), strict=True)
    )


def test_neighbours_do_not_contradict_each_other(assistant: Assistant) -> None:
    assert LEAD not in assistant.ask("企业购置节水灌溉设备补助多少").markdown


def test_the_same_figure_is_no_contradiction(assistant: Assistant) -> None:
    assert LEAD not in assistant.ask("企业购置冷链物流设备补助多少").markdown

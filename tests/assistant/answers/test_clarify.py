"""What decides an answer and was left open is asked back, with options that lead on."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.answers.clarify import ELSEWHERE, SIZE
from assistant.assistant import Assistant
from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

PLACES = {"河南省郑州市": 8, "江西省南昌市": 9, "浙江省杭州市": 10}
TEXT = (
    "{place}人民政府关于支持企业技术改造的意见\n各县（市、区）人民政府：\n一、资金支持\n"
    "对企业购置技术改造设备，按投资额的{share}%给予补助。\n二、组织领导\n各部门要加强协作，狠抓落实。\n"
)
MATTERS = [
    {"事项名称": "取水许可审批", "实施机关": f"{place}水利局", "申请材料": f"{place}取水申请书",
     "承诺时限": f"{days}个工作日", "咨询电话": f"0371-8765432{days}"}
    for place, days in (("甲县", 3), ("乙县", 5))
]  # fmt: skip


@pytest.fixture(scope="module")
def clerk(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("open")
    for place, share in PLACES.items():
        (folder / f"{place}.txt").write_text(TEXT.format(place=place, share=share), "utf-8")
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in MATTERS)
    (folder / "事项.jsonl").write_text(lines, "utf-8")
    with closing(Store(folder / ".store", create=True)) as store:
        vectors = VectorStore(folder / ".store" / "vectors")
        embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
        Builder(store, vectors, embeddings, 280).build([folder])
        yield Assistant(HybridRetriever(store, vectors, embeddings))


def test_places_that_rule_differently_are_offered(clerk: Assistant) -> None:
    answer = clerk.ask("购置技术改造设备补助多少")
    assert answer.status == "answered" and ELSEWHERE in answer.markdown
    assert len(answer.options) == 3
    shares = []
    for option in answer.options:
        chosen = clerk.ask(option)
        assert chosen.options == () and ELSEWHERE not in chosen.markdown
        shares.append("".join(c.quote for c in chosen.citations))
    assert all(any(f"{share}%" in quote for quote in shares) for share in PLACES.values())


def test_a_place_that_nothing_holds_for_is_not_answered_from_others(clerk: Assistant) -> None:
    answer = clerk.ask("深圳市购置技术改造设备补助多少")
    assert answer.status == "not_found" and not answer.citations
    assert "没有适用于深圳市的规定" in answer.markdown
    assert not any(f"{share}%" in answer.markdown for share in PLACES.values())


def test_a_district_is_answered_from_its_city(clerk: Assistant) -> None:
    answer = clerk.ask("杭州市西湖区的企业购置技术改造设备补助多少")
    assert answer.status == "answered" and "10%" in answer.markdown


def test_who_names_a_place_is_not_asked(clerk: Assistant) -> None:
    answer = clerk.ask("杭州市购置技术改造设备补助多少")
    assert answer.options == () and "10%" in answer.markdown


def test_matters_of_one_name_are_told_apart_by_department(clerk: Assistant) -> None:
    answer = clerk.ask("取水许可审批要什么材料")
    assert len(answer.options) == 2
    chosen = clerk.ask(next(o for o in answer.options if "乙县" in o))
    assert "乙县取水申请书" in chosen.markdown and "甲县取水申请书" not in chosen.markdown


def test_a_verdict_without_a_figure_asks_for_it(assistant: Assistant) -> None:
    first = "我家高炉会不会被淘汰？"
    assert SIZE in assistant.ask(first).markdown
    second = assistant.ask("450立方米", [first])
    assert SIZE not in second.markdown and "450" in second.markdown.partition("\n")[0]
    assert SIZE not in assistant.ask("贷款贴息由谁落实？").markdown

"""Duties as the store holds them: by department, by body, by document, up to date at once."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.duties.register import DutyRegister
from assistant.errors import UnknownDepartmentError
from assistant.library import Library
from assistant.stated import stated
from corpus.document import Document, Metadata
from corpus.errors import UnknownDocumentError
from corpus.facts.duties.duty import Duty, Role
from corpus.language.departments import department_table
from corpus.structure.provisions import parse
from index.store import Store

RIVER = (
    "关于加强河道保洁工作的通知\n一、保洁\n市水利局要清理河道，定期巡查堤防，公布举报电话。\n"
    "河长制领导小组应当登记台账，每月上报一次。\n二、保障\n由市财政局会同市水利局安排经费。\n"
)
ROAD = "关于道路养护的通知\n一、养护\n由市水利局牵头修复堤顶道路。\n河长制领导小组应当巡查道路。\n"
DOCUMENTS = {"1河道": RIVER, "2转发": RIVER, "3道路": ROAD}


def document(name: str, text: str) -> Document:
    title = text.partition("\n")[0]
    return Document(name, f"{name}.txt", text, Metadata(title=title), parse(text))


def put(store: Store, each: Document) -> None:
    with store.writing():
        store.put(each, each.source, "", "", [])
        store.set_meta("generation", store.meta("generation") + "1")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path, create=True)) as store:
        for name, text in DOCUMENTS.items():
            put(store, document(name, text))
        assert store.twins.repeated() == {"2转发"}
        yield store


@pytest.fixture
def register(store: Store) -> DutyRegister:
    return DutyRegister(Library(store))


@pytest.mark.parametrize("name", ["市水利局", "水利部门", " 水 利 厅 "])
def test_a_department_by_any_name_led_first(register: DutyRegister, name: str) -> None:
    group = register.of_department(name)
    assert group.name == "水利" and "水利部门" in group.names
    assert [d.fact.role for d in group.duties] == [Role.LEAD, Role.RESPONSIBLE, Role.TOGETHER]
    assert [d.document.document_id for d in group.duties] == ["3道路", "1河道", "1河道"]
    for duty in group.duties:
        citation = duty.cite(1)
        assert duty.fact.task in duty.quote == citation.quote
        assert duty.document.text[citation.start : citation.end] == citation.quote
        assert citation.section == duty.section and duty.section.startswith(("一、", "二、"))


def test_a_body_that_the_table_does_not_know(register: DutyRegister) -> None:
    for name in ("河长制领导小组", "河长制"):
        group = register.of_department(name)
        assert (group.name, group.today) == (name, "") and len(group.duties) == 2
    for name in ("没有这个部门", "", "  "):
        with pytest.raises(UnknownDepartmentError, match="不认识部门"):
            register.of_department(name)


def test_a_known_department_without_duties(register: DutyRegister) -> None:
    assert register.of_department("生态环境局").duties == ()


def test_of_one_document_also_where_it_repeats_another(register: DutyRegister) -> None:
    duties = register.of_document("2转发")
    assert len(duties) == len(register.of_document("1河道")) == 4
    starts = [duty.fact.start for duty in duties]
    assert starts == sorted(starts)
    with pytest.raises(UnknownDocumentError):
        register.of_document("没有")


def test_of_a_department_in_some_documents(register: DutyRegister) -> None:
    water = department_table().departments["水利"]
    found = register.of_department_in(water, ["3道路", "2转发"])
    assert [d.document.document_id for d in found] == ["3道路", "2转发", "2转发"]
    assert register.of_department_in(water, []) == []


def test_all_of_them_and_who_and_where(register: DutyRegister) -> None:
    groups = register.groups()
    assert [g.name for g in groups[-1:]] == ["河长制领导小组"]
    assert [(g.name, len(g.duties)) for g in groups] == register.holders()
    assert register.documents() == [
        ("1河道", "关于加强河道保洁工作的通知", 4),
        ("3道路", "关于道路养护的通知", 2),
    ]
    assert sum(len(g.duties) for g in groups) == 6


def test_what_is_built_meanwhile_is_seen_at_once(register: DutyRegister, store: Store) -> None:
    assert len(register.of_department("水利局").duties) == 3
    put(store, document("3道路", ROAD.replace("市水利局牵头", "市住建局牵头")))
    assert len(register.of_department("水利局").duties) == 2
    with store.writing():
        store.remove("1河道")
    assert register.of_department("水利局").duties[0].document.document_id == "2转发"


def test_facts_of_a_text_that_is_no_longer_there_are_left_out(store: Store) -> None:
    library = Library(store)
    before = store.facts.find(Duty, document_id="3道路")
    gone = store.facts.find(Duty, document_id="1河道")
    put(store, document("3道路", ROAD.replace("一、养护", "一、道路的养护")))
    with store.writing():
        store.remove("1河道")
        store.set_meta("generation", "later")
    assert before and gone and list(stated([*before, *gone], library)) == []

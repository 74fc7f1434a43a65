"""Notes of responsibility behind a task: who is named with which part, and what the task is."""

import pytest

from tests.corpus.facts.duties.samples import brief, duties_in

TASK = "清理河道两岸的垃圾"


@pytest.mark.parametrize(
    ("note", "parts"),
    [
        ("（责任单位：市水利局）", [("负责", "市水利局")]),
        ("(责任部门:市水利局、市财政局)", [("负责", "市水利局"), ("负责", "市财政局")]),
        ("（牵头单位：市水利局；配合单位：市财政局）", [("牵头", "市水利局"), ("配合", "市财政局")]),
        ("（市水利局牵头，市财政局、市公安局等配合）",
         [("牵头", "市水利局"), ("配合", "市财政局"), ("配合", "市公安局")]),
        ("（市水利局、各县（市、区）政府按职责分工负责）",
         [("负责", "市水利局"), ("负责", "各县（市、区）政府")]),
        ("[责任单位：各市、县（区）人民政府，团市委]",
         [("负责", "各市、县（区）人民政府"), ("负责", "团市委")]),
        ("（责任单位：人行白水中心支行、白水海关",
         [("负责", "人行白水中心支行"), ("负责", "白水海关")]),
    ],
)  # fmt: skip
def test_parts_of_a_note(note: str, parts: list[tuple[str, str]]) -> None:
    assert brief(f"一、保洁\n{TASK}。{note}\n") == [(role, name, TASK) for role, name in parts]


def test_a_note_without_bracket_ends_at_the_next_item() -> None:
    text = f"一、保洁\n{TASK}。责任单位：市水利局 2.修复破损的护坡。责任单位：市住建局\n"
    assert brief(text) == [("负责", "市水利局", TASK), ("负责", "市住建局", "修复破损的护坡")]


def test_a_note_alone_is_about_the_paragraphs_before_it() -> None:
    text = f"一、保洁\n（一）日常管护\n{TASK}。\n每周巡查一次。\n（责任单位：市水利局）\n"
    (duty,) = duties_in(text)
    assert duty.task == f"{TASK}。\n每周巡查一次"
    assert text[duty.start : duty.end].endswith("（责任单位：市水利局）")


def test_a_note_right_under_a_heading_is_about_the_heading() -> None:
    assert brief("一、修复破损的护坡\n（责任单位：市住建局）\n") == [
        ("负责", "市住建局", "修复破损的护坡")
    ]


def test_each_note_takes_the_words_behind_the_note_before() -> None:
    text = f"一、保洁\n1.{TASK}。（责任单位：市水利局） 2.修复护坡和栏杆。（责任单位：市住建局）\n"
    assert [task for _, _, task in brief(text)] == [TASK, "修复护坡和栏杆"]


def test_the_other_bodies_of_a_note_are_partners() -> None:
    lead, support = duties_in(f"一、保洁\n{TASK}。（市水利局牵头，市财政局配合）\n")
    assert (lead.partners, support.partners) == (("市财政局",), ("市水利局",))


@pytest.mark.parametrize(
    "bracket", ["（由申请人负责填写）", "（详见附件）", "（含牵头单位）", "（配合）"]
)
def test_brackets_that_name_no_body_are_no_notes(bracket: str) -> None:
    assert brief(f"一、保洁\n报送{TASK}的表格{bracket}。\n") == []


def test_the_department_is_found_behind_place_and_branch() -> None:
    (duty,) = duties_in(f"一、保洁\n{TASK}。（责任单位：中国人民银行白水市中心支行）\n")
    assert duty.department == "金融"

"""What a model writes, as sentences: JSON claims of three kinds, or lines of text."""

import pytest

from assistant.writing.prompt import NOTHING, messages
from assistant.writing.statements import statements


def _texts(written: str) -> list[str]:
    return [s.text for s in statements([written[:7], written[7:]])]


def test_claims_are_marked_and_lead_ins_are_not() -> None:
    written = (
        '{"claims": [{"text": "条件如下：", "marks": [1], "kind": "lead-in"},'
        '{"text": "给予贴息。", "marks": [2, 3], "kind": "claim"},'
        '{"text": "材料没有写明期限。", "marks": [2], "kind": "not stated"}]}'
    )
    assert _texts(written) == ["条件如下：", "给予贴息。[2][3]", "材料没有写明期限。"]


@pytest.mark.parametrize(
    "written",
    [
        "给予贴息[2]。\n不得重复享受[3]。",
        '```json\n[{"text": "给予贴息", "marks": 2}, {"text": "不得重复享受", "marks": ["3"]}]\n```',
        '{"claims": [{"text": "给予贴息", "marks": [2]}, {"text": "不得重复享受", "marks": [3]}, {"te',
    ],
)
def test_other_shapes_are_read(written: str) -> None:
    found = list(statements([written]))
    assert [s.text.replace("。", "") for s in found] == ["给予贴息[2]", "不得重复享受[3]"]
    assert [s.marks for s in found] == [[2], [3]]


def test_the_rules_ask_for_claims_with_a_way_to_say_nothing() -> None:
    (_, rules), _ = messages("贴息多少？", ())
    assert '{"claims": [{"text": "' in rules and NOTHING in rules and "{{" not in rules

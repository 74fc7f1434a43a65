"""Paraphrases over a real HTTP endpoint: an honest verifier, one that says yes to all, and repair."""

import json
from typing import Any

from assistant.answer import Citation
from assistant.assistant import Assistant
from assistant.writing.checking.batch import Claim, check_claims
from assistant.writing.endpoint import Endpoint
from assistant.writing.writer import Writer
from corpus.language.departments import department_table
from tests.assistant.writing.scripted_endpoint import Handler, Reply, says, serving
from tests.assistant.writing.second_author import UNITS

PARAPHRASE = ("moved", "从市外整体迁入的高新技术企业，可以获得一次性奖励50万元")
ASKED = "技改找谁备案"
NATURAL = "技改项目备案这件事，由各级工业和信息化部门负责牵头组织开展[1]。"
LIES = (
    "县政府负责企业技术改造项目的备案[1]。各级工业和信息化部门不负责企业技术改造项目的备案[1]。"
    "企业技术改造项目的备案在3个工作日内办结[1]。"
)


def _verifier(true: set[str], written: str = "", repaired: str = "") -> Reply:
    """Writes ``written``; carries the claims in ``true`` ("*": all) with their whole units."""

    def reply(handler: Handler, body: dict[str, Any]) -> None:
        rules, asked = (m["content"] for m in body["messages"])
        if "核对句子" in rules:
            items = [json.loads(line) for line in asked.splitlines()]
            text = json.dumps(
                [
                    {
                        "id": item["id"],
                        "carried": "*" in true or item["claim"] in true,
                        "words": [item["text"]],
                    }
                    for item in items
                ],
                ensure_ascii=False,
            )
        elif "改写 sentence" in rules:
            text = json.dumps([{"id": 1, "sentence": repaired}], ensure_ascii=False)
        else:
            text = written
        says(text, size=40)(handler, body)

    return reply


def _carried(reply: Reply | None, sentence: str, unit: str) -> bool:
    claim = Claim("1", "", f"{sentence}[1]。", (UNITS[unit],))
    if reply is None:
        (row,) = check_claims([claim], department_table())
    else:
        with serving(reply) as script:
            (row,) = check_claims([claim], department_table(), Endpoint("m", script.url))
    assert bool(row["reason"]) is not row["carried"]
    return bool(row["carried"])


def test_a_paraphrase_stands_only_with_an_honest_verifier() -> None:
    unit, sentence = PARAPHRASE
    assert not _carried(None, sentence, unit)
    assert _carried(_verifier({sentence}), sentence, unit)
    assert not _carried(_verifier(set()), sentence, unit)


def test_whoever_says_yes_to_a_decoy_carries_nothing() -> None:
    unit, sentence = PARAPHRASE
    assert not _carried(_verifier({"*"}), sentence, unit)


def test_a_veto_is_never_put_to_the_verifier() -> None:
    sentence = "对从市外整体迁入的高新技术企业，给予一次性奖励80万元"
    assert not _carried(_verifier({sentence}), sentence, "moved")


def test_words_that_the_unit_does_not_have_carry_nothing() -> None:
    def reply(handler: Handler, body: dict[str, Any]) -> None:
        says('[{"id": 1, "carried": true, "words": ["高新技术企业可得50万元"]}]')(handler, body)

    unit, sentence = PARAPHRASE
    assert not _carried(reply, sentence, unit)


def _written(assistant: Assistant, reply: Reply) -> tuple[str, str, tuple[Citation, ...]]:
    with serving(reply) as script:
        writer = Writer(Endpoint("m", script.url), assistant.library, assistant.table)
        *_, answer = writer.write(next(assistant.stream(ASKED)))
    return answer.mode, answer.markdown, answer.citations


def test_a_faithful_model_is_shown_whole(assistant: Assistant) -> None:
    claim = NATURAL.replace("[1]。", "")
    mode, text, _ = _written(assistant, _verifier({claim}, NATURAL))
    assert mode == "model" and NATURAL in text and "说明：" not in text


def test_a_fallen_sentence_is_repaired_once(assistant: Assistant) -> None:
    good = "各级工业和信息化部门负责牵头组织开展企业技术改造项目的备案"
    lie = "各级财政部门负责牵头组织开展企业技术改造项目的备案[1]。"
    mode, text, _ = _written(assistant, _verifier(set(), lie, good))
    assert mode == "model" and f"{good}[1]" in text and "财政部门" not in text


def test_nothing_of_a_lying_model_is_shown(assistant: Assistant) -> None:
    mode, text, _ = _written(assistant, _verifier({"*"}, LIES, "县政府负责备案"))
    assert mode == "extractive"
    assert not any(lie in text for lie in ("县政府", "不负责", "3个工作日"))


def test_claims_as_json_are_read(assistant: Assistant) -> None:
    words = "各级工业和信息化部门负责牵头组织开展企业技术改造项目的备案"
    claims = json.dumps([{"text": words, "marks": [1], "kind": "claim"}], ensure_ascii=False)
    mode, text, _ = _written(assistant, _verifier(set(), claims))
    assert mode == "model" and f"{words}[1]" in text

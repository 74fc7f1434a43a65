"""What visitors asked and were answered."""

from datetime import UTC, datetime

from assistant import blocks
from assistant.answer import Answer, Citation
from pages.records.kept import NewTurn, Rating, Reason, Verdict

CITED = Citation(
    1, "d1", "甲.txt", "某意见", "某政〔2024〕1号", "一、总则", "引文\ud800", 3, 6, "未核实", "v1"
)
BLOCKS = (blocks.Lead(("答。\ud800", blocks.Mark(1))), blocks.Listing((("甲",),)))
UP = Rating(Verdict.UP)
DOWN = Rating(Verdict.DOWN, Reason.OUTDATED, "已经废止")


def answer(question: str = "问？") -> Answer:
    return Answer(
        question, "answered", BLOCKS, (CITED,), "extract", "model", 120, "", "全问？", ("甲？",)
    )


def turn(question: str = "问？", answered: bool = True) -> NewTurn:
    now = datetime.now(UTC)
    if answered:
        return NewTurn(question, now, answer(question))
    return NewTurn(
        question, now, shown=(blocks.Lead(("一半",)),), notice="已停止", status="stopped"
    )

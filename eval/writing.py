"""What a model's answers are worth after the check: how many stand, and whether a lie got through.

The count of what got through does not use the checker: a known lie is found by its words, and any
other sentence is held against its quotes by numbers and by runs of characters.
"""

import re
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.blocks import Listing, Notice, Paragraph
from assistant.rendering.markdown import markdown
from assistant.writing.endpoint import Endpoint
from assistant.writing.prompt import messages
from assistant.writing.writer import Writer
from corpus.language.words import fold
from eval.checks import right
from eval.questions import EvalQuestion
from eval.stand_ins import Faithful, Liar, lies

STAND_INS: dict[str, type[Endpoint]] = {"faithful": Faithful, "liar": Liar}
_MARKS = re.compile(r"(?:\[\d+\])+")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十百千万亿]{2,}")
_RUN = 4  # characters


@dataclass(slots=True)
class Report:
    """Counts of one run; ``through`` are sentences that no quote carries, which must be none."""

    asked: int = 0
    sent: int = 0
    written: int = 0
    right: int = 0
    seconds: float = 0.0
    fallbacks: Counter[str] = field(default_factory=Counter)
    lies: int = 0
    through: list[str] = field(default_factory=list)
    unfamiliar: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The figures in one line."""
        reasons = "、".join(f"{reason} {n}" for reason, n in self.fallbacks.most_common())
        return (
            f"asked {self.asked}, sent to the model {self.sent}, written by it {self.written}, "
            f"fell back {sum(self.fallbacks.values())}（{reasons or '无'}）, right {self.right}/{self.asked}, "
            f"lies told {self.lies}, unsupported sentences through {len(self.through)}, "
            f"sentences with words of their own {len(self.unfamiliar)}, "
            f"{self.seconds / max(self.asked, 1):.2f} s a question"
        )


def measure(assistant: Assistant, questions: Iterable[EvalQuestion], stand_in: str = "") -> Report:
    """Answer the questions with the configured model, or with a stand-in for one."""
    if stand_in:
        endpoint = STAND_INS[stand_in](stand_in, "http://127.0.0.1")
        assistant.writer = Writer(endpoint, assistant.library, assistant.table)
    report = Report()
    begun = time.perf_counter()
    for question in questions:
        *shown, answer = assistant.stream(question.question, list(question.history), question.id)
        report.asked += 1
        report.right += right(question, answer)
        if not answer.material or answer.status != "answered":
            continue
        report.sent += 1
        if answer.mode == "model":
            report.written += 1
            for sentence in _body(answer):
                _inspect(sentence, answer, report)
        else:
            report.fallbacks[_told(answer)] += 1
        if stand_in == "liar":
            prompt = messages(answer.resolved_question or answer.question, answer.material)[1][1]
            told = {_bare(lie) for lie in lies(prompt)}
            report.lies += len(told)
            seen = "".join(_bare(step.markdown) for step in (*shown[-1:], answer))
            quoted = _bare("".join(c.quote for c in answer.material))
            report.through += [lie for lie in told if lie in seen and lie not in quoted]
    report.seconds = time.perf_counter() - begun
    return report


def _body(answer: Answer) -> list[str]:
    """The sentences a model wrote, each with its marks."""
    written = markdown(b for b in answer.blocks if isinstance(b, Paragraph | Listing))
    return re.findall(r".+?(?:\[\d+\])+[。；]?", written)


def _told(answer: Answer) -> str:
    """Why the model's text was not used."""
    notices = [b for b in answer.blocks if isinstance(b, Notice) and b.about == "model"]
    return markdown(notices)


def _inspect(sentence: str, answer: Answer, report: Report) -> None:
    marks = {int(n) for run in _MARKS.findall(sentence) for n in re.findall(r"\d+", run)}
    cited = [c for c in answer.citations if c.n in marks]
    held = _bare("".join(c.quote + c.title + c.number + c.section for c in cited))
    said = _bare(sentence)
    if not cited or any(number not in held for number in _NUMBER.findall(said)):
        report.through.append(sentence)
    runs = re.findall("[\u4e00-\u9fff]{4,}", said)
    grams = {run[i : i + _RUN] for run in runs for i in range(len(run) - _RUN + 1)}
    asked = _bare(answer.resolved_question)
    if any(gram not in held and gram not in asked for gram in grams):
        report.unfamiliar.append(sentence)


def _bare(text: str) -> str:
    return re.sub(r"[\s\\。；;]", "", fold(_MARKS.sub("", text)))

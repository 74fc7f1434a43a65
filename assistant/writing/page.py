"""The sentences of one answer on their way: written, checked, repaired, verified."""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Citation
from assistant.writing.check import PARAPHRASE, Checker, Verdict
from assistant.writing.checking.reasons import explained
from assistant.writing.checking.verifier import Question, verify
from assistant.writing.endpoint import Endpoint
from assistant.writing.errors import ModelError
from assistant.writing.repair import Fallen, repair
from assistant.writing.sentences import MARK, Sentence
from corpus.language.departments import DepartmentTable

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Line:
    """One sentence and what the check says of it; ``stands`` once it may be shown."""

    sentence: Sentence
    verdict: Verdict

    @property
    def stands(self) -> bool:
        """Whether it may be shown."""
        return not self.verdict.reason

    @property
    def shown(self) -> Sentence:
        """The sentence with the marks of the clauses that carry it, and no others."""
        text = MARK.sub(
            lambda m: m[0] if int(m[1]) in self.verdict.marks else "", self.sentence.text
        )
        missing = "".join(f"[{n}]" for n in sorted(self.verdict.marks) if f"[{n}]" not in text)
        if missing and not MARK.search(text):
            body = text.rstrip("。；;")
            text = f"{body}{missing}{text[len(body) :]}"
        return replace(self.sentence, text=text)


@dataclass(slots=True)
class Page:
    """All lines, in order."""

    checker: Checker
    evidence: Sequence[Citation]
    lines: list[Line] = field(default_factory=list)

    def add(self, sentence: Sentence) -> Line:
        """Check a sentence as it comes."""
        line = Line(sentence, self.checker.check(sentence))
        if line.verdict.reason:
            log.debug("not carried (%s): %s", line.verdict.reason, sentence.text)
        self.lines.append(line)
        return line

    @property
    def kept(self) -> list[Line]:
        """The lines that may be shown."""
        return [line for line in self.lines if line.stands]

    @property
    def fallen(self) -> list[Line]:
        """The lines that may not, so far."""
        return [line for line in self.lines if not line.stands]

    def count_items(self) -> None:
        """Check lead-ins anew (条件有三项：) now that the items behind them are there."""
        for at, line in enumerate(self.lines):
            following = 0
            for item in self.lines[at + 1 :]:
                if not item.sentence.bullet:
                    break
                following += 1
            if following and line.sentence.text.rstrip().endswith(("：", ":")):
                line.verdict = self.checker.check(line.sentence, following)

    def mend(self, endpoint: Endpoint, stop: threading.Event | None = None) -> None:
        """Send what a veto felled back once, and put what then is no longer refused in its place."""
        clauses = {c.n: c.quote for c in self.evidence}
        lines = [
            line for line in self.fallen
            if line.verdict.reason != PARAPHRASE and line.verdict.cites in clauses
        ]  # fmt: skip
        fallen = [
            Fallen(
                v.sentence, explained(v.verdict.reason), v.verdict.cites, clauses[v.verdict.cites]
            )
            for v in lines
        ]
        try:
            found = repair(fallen, endpoint, stop)
        except ModelError as error:
            log.warning("nothing was repaired: %s", error)
            return
        for at, sentence in found.items():
            verdict = self.checker.check(sentence)
            if verdict.reason in ("", PARAPHRASE):
                lines[at].sentence, lines[at].verdict = sentence, verdict

    def verify(
        self, endpoint: Endpoint, table: DepartmentTable, stop: threading.Event | None = None
    ) -> None:
        """Let the endpoint find the words that carry each paraphrase; what it finds stands."""
        clauses = {c.n: c.quote for c in self.evidence}
        lines = [line for line in self.lines if line.verdict.reason == PARAPHRASE]
        asked = [
            (line, Question(d.clause, clauses[d.n])) for line in lines for d in line.verdict.doubts
        ]
        if not asked:
            return
        try:
            said = verify([question for _, question in asked], endpoint, table, stop)
        except ModelError as error:
            log.warning("nothing was verified: %s", error)
            return
        for line in lines:
            if all(good for good, (of, _) in zip(said, asked, strict=True) if of is line):
                line.verdict = replace(line.verdict, reason="", doubts=())

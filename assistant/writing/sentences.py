"""What a model writes, cut into sentences as it arrives; each with its marks behind it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.writing.marks import with_marks
from corpus.language.sentences import sentence_spans

MARK = re.compile(r"[\[［【]\s*([0-9０-９]{1,3}(?:\s*[,，、;；]\s*[0-9０-９]{1,3})*)\s*[\]］】]")
MARK = re.compile(r"\[([0-9]{1,3})\]")
_ONLY_MARKS = re.compile(r"(?:\s*\[[0-9]{1,3}\])+[\s。；，、.]*")
_OPEN_TAIL = re.compile(r"[\[［【（(^][^\]］】）)\n]{0,16}$|<[^<>\n]{0,12}$")
_LEAD = re.compile(r"\s*(?:([-*•·])\s+|#{1,6}\s+|>\s*)*")
_NUMBERED = re.compile(r"([0-9]{1,2})[.．、)）]\s*(?=[^0-9\s])")
_EMPHASIS = re.compile(r"\*{1,3}|__|`+")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|$)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text`` with marks ``[n]`` and no markup; ``bullet`` if it begins a list item;
    ``opens`` if it begins a line."""

    text: str
    bullet: bool = False
    opens: bool = True

    @property
    def marks(self) -> list[int]:
        """The numbers of its marks, each once, in order."""
        return list(dict.fromkeys(int(n) for n in MARK.findall(self.text)))


def sentences(pieces: Iterable[str]) -> Iterator[Sentence]:
    """Yield each sentence once it is certain that it is whole: its marks may come after its end."""
    written = ""
    given = 0
    for piece in pieces:
        written += piece
        # what may still become a mark or a tag is not looked at yet
        whole = split(_OPEN_TAIL.sub("", written))
        for sentence in whole[given:-1]:
            given += 1
            yield sentence
    yield from split(written)[given:]


def split(written: str) -> list[Sentence]:
    """The sentences of a text. Every beginning of a text splits the same way, but for its last."""
    text = _THOUGHT.sub("", written)
    text = "".join(
        c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Co")
    )
    text = with_marks(text)
    found: list[Sentence] = []
    items = 0
    for line in text.split("\n"):
        lead = _LEAD.match(line)
        assert lead is not None  # it matches nothing, too
        rest, bullet = line[lead.end() :], bool(lead[1])
        # 1. 2. 3. number a list; any other figure there belongs to the sentence and is checked
        if (numbered := _NUMBERED.match(rest)) and int(numbered[1]) == items + 1:
            items, bullet, rest = items + 1, True, rest[numbered.end() :]
        opens = True
        for start, end in sentence_spans(rest):
            part = _EMPHASIS.sub("", rest[start:end]).strip()
            if not opens and (marks := _ONLY_MARKS.match(part)):
                # 句号。[1]下一句: the marks behind the full stop are the sentence's before it
                found[-1] = replace(found[-1], text=found[-1].text + marks[0].strip())
                part = part[marks.end() :]
            if part:
                found.append(Sentence(part, bullet and opens, opens))
                opens = False
    return found

"""Check the labelled reading examples of our own (`notices/`).

    python -m assistant.reader.training.check_notices [FOLDER]

Prints one line per fault and the counts by what is asked; ends with status 1 where there are faults.
The documents are invented for this purpose and are the project's own work.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

NOTICES = Path(__file__).with_name("notices")
ASKS = frozenset(
    "amount percent days date period department person phone address website list condition materials"
    " steps definition reason yesno object number exclusion other".split()
)


@dataclass(frozen=True)
class Labelled:
    """One question to a document; no `answer` means that the document does not state it."""

    where: str
    document: Path
    question: str
    answer: tuple[str, ...]
    sibling: tuple[str, ...]
    asks: str


def read_labelled(folder: Path) -> list[Labelled]:
    """All questions of `FOLDER/*/questions.jsonl`; raises ValueError or KeyError for a broken line."""
    found = []
    for file in sorted(folder.glob("*/questions.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            found.append(
                Labelled(
                    where=f"{file.parent.name}:{number}",
                    document=file.parent / row["document"],
                    question=row["question"],
                    answer=tuple(row["answer"]),
                    sibling=tuple(row["sibling"]),
                    asks=row["asks"],
                )
            )
    return found


def faults_of(labelled: list[Labelled]) -> list[str]:
    """What is wrong, one line each: words not in the document, words that stand there twice
    (so that the label would not say which), an answer that is its own sibling, a question asked twice.
    """
    texts = {
        row.document: row.document.read_text(encoding="utf-8")
        for row in labelled
        if row.document.exists()
    }
    faults = []
    asked: dict[tuple[Path, str], str] = {}
    for row in labelled:
        text = texts.get(row.document)
        if text is None:
            faults.append(f"{row.where}: no document {row.document.name}")
            continue
        for words in (*row.answer, *row.sibling):
            if not words or words != words.strip():
                faults.append(f"{row.where}: empty or padded words")
            elif text.count(words) != 1:
                faults.append(f"{row.where}: {text.count(words)} times in the document: {words}")
        for words in row.sibling:
            if any(words in answer for answer in row.answer):
                faults.append(f"{row.where}: a sibling within the answer: {words}")
        if row.asks not in ASKS:
            faults.append(f"{row.where}: unknown asks {row.asks}")
        key = (row.document, row.question.rstrip("？?。"))
        if key in asked:
            faults.append(f"{row.where}: asked before at {asked[key]}: {row.question}")
        asked[key] = row.where
    return faults


def main() -> None:
    """Check a folder of notices."""
    labelled = read_labelled(Path(sys.argv[1]) if len(sys.argv) > 1 else NOTICES)
    faults = faults_of(labelled)
    for fault in faults:
        print(fault)
    silent = sum(not row.answer for row in labelled)
    beside = sum(bool(row.sibling) for row in labelled)
    documents = len({row.document for row in labelled})
    print(
        f"{documents} documents, {len(labelled)} questions, {silent} silent, {beside} with a sibling"
    )
    print(dict(Counter(row.asks for row in labelled).most_common()))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

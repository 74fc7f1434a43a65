"""A repeatable sample of extracted duties, to be judged by reading each beside its clause."""

import json
import random
import sys
from collections.abc import Sequence
from typing import Any

from assistant.duties.register import DutyRegister
from assistant.library import Library
from assistant.stated import Stated
from corpus.commands import add_store, store_directory
from corpus.facts.duties.duty import Duty
from eval.commands import Arguments, Commands
from index.session import open_store


def add_duties(commands: Commands) -> None:
    """Add ``duties`` to the commands of ``python -m eval``."""
    parser = commands.add_parser("duties", help="抽出一批职责供人逐条核对，每行一条 JSON")
    parser.add_argument("--sample", type=int, default=100, metavar="N", help="抽多少条，默认 100")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="随机种子，默认 1")
    add_store(parser)
    parser.set_defaults(run=_duties)


def _duties(arguments: Arguments) -> int:
    library = Library(open_store(store_directory(arguments)))
    duties, documents = every_duty(library)
    chosen = sample(duties, arguments.sample, arguments.seed)
    for number, duty in enumerate(chosen, 1):
        print(json.dumps({"n": number, **line(duty)}, ensure_ascii=False))
    print(f"{len(duties)} 条职责，{documents} 份文件；抽取 {len(chosen)} 条", file=sys.stderr)
    return 0


def every_duty(library: Library) -> tuple[list[Stated[Duty]], int]:
    """All duties of a store's documents by id and reading order, and the number of documents.

    Catalogues are left out: their duties are read from a column, there is nothing to judge.
    """
    register, ids = DutyRegister(library), sorted(library.holdings()[0])
    return [d for i in ids for d in register.of_document(i)], len(ids)


def sample(duties: Sequence[Stated[Duty]], size: int, seed: int) -> list[Stated[Duty]]:
    """``size`` duties drawn without replacement; the same seed on the same store draws the same."""
    return random.Random(seed).sample(duties, min(size, len(duties)))


def line(stated: Stated[Duty]) -> dict[str, Any]:
    """One duty as plain JSON values; ``quote`` is its clause, from ``start`` to ``end``."""
    duty, document = stated.fact, stated.document
    return {
        "document": document.document_id,
        "source": document.source,
        "title": document.title,
        "section": stated.section,
        "role": duty.role.value,
        "department": duty.name,
        "key": duty.department,
        "task": duty.task,
        "with": list(duty.partners),
        "condition": duty.condition,
        "start": duty.start,
        "end": duty.end,
        "quote": stated.quote,
    }

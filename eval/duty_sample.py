"""A repeatable sample of extracted duties, to be judged by reading each beside its clause."""

import argparse
import json
import random
from collections.abc import Sequence
from typing import Any

from assistant.library import Library
from corpus.facts.duties.extract import Duty, extract_duties
from corpus.language.departments import department_table


def add_duties(commands: Any) -> None:
    """Add ``duties`` to the commands of ``python -m eval``."""
    from corpus.commands import add_store

    parser = commands.add_parser("duties", help="抽出一批职责供人逐条核对，每行一条 JSON")
    parser.add_argument("--sample", type=int, default=100, metavar="N", help="抽多少条，默认 100")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="随机种子，默认 1")
    add_store(parser)
    parser.set_defaults(run=_duties)


def _duties(arguments: argparse.Namespace) -> int:
    import sys

    from corpus.commands import store_directory
    from index.session import open_store

    library = Library(open_store(store_directory(arguments)))
    duties, documents = every_duty(library)
    chosen = sample(duties, arguments.sample, arguments.seed)
    for number, duty in enumerate(chosen, 1):
        print(json.dumps({"n": number, **line(duty)}, ensure_ascii=False))
    print(f"{len(duties)} 条职责，{documents} 份文件；抽取 {len(chosen)} 条", file=sys.stderr)
    return 0


def every_duty(library: Library) -> tuple[list[Duty], int]:
    """All duties of a store's documents by id and reading order, and the number of documents.

    Catalogues are left out: their duties are read from a column, there is nothing to judge.
    """
    table = department_table()
    ids = sorted(library.holdings()[0])
    return [d for i in ids for d in extract_duties(library.document(i), table)], len(ids)


def sample(duties: Sequence[Duty], size: int, seed: int) -> list[Duty]:
    """``size`` duties drawn without replacement; the same seed on the same store draws the same."""
    return random.Random(seed).sample(duties, min(size, len(duties)))


def line(duty: Duty) -> dict[str, Any]:
    """One duty as plain JSON values; ``quote`` is its clause, from ``start`` to ``end``."""
    document = duty.document
    return {
        "document": document.document_id,
        "source": document.source,
        "title": document.title,
        "section": duty.provision.section,
        "role": duty.role.value,
        "department": duty.name,
        "key": duty.department.key if duty.department else "",
        "task": duty.task,
        "with": list(duty.partners),
        "condition": duty.condition,
        "start": duty.start,
        "end": duty.end,
        "quote": document.text[duty.start : duty.end],
    }

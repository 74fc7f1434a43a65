"""``python -m assistant measures --missed`` and ``--correct``: for administrators."""

import argparse
import json
from collections import Counter
from pathlib import Path

from assistant.measures.correcting import correct_measure, forget
from corpus.correction import Act, Correction
from corpus.errors import UnknownDocumentError
from corpus.facts.measures.measure import Measure
from corpus.facts.measures.missed import missed_measures
from index.store import Store


def measures_command(store: Store, arguments: argparse.Namespace) -> int:
    """List what was left out, or keep a correction.

    Raises:
        UnknownDocumentError: no such document, or none is named for a correction.
        MetadataError, CorrectionError: the correction can't be kept.
    """
    return _correct(store, arguments) if arguments.correct else _missed(store, arguments)


def _missed(store: Store, arguments: argparse.Namespace) -> int:
    ids = [arguments.document] if arguments.document else store.documents.ids(catalogs=False)
    counts: Counter[str] = Counter()
    for document_id in ids:
        document = store.document(document_id)
        for missed in missed_measures(document, _read(store, document_id)):
            quote = document.text[missed.start : missed.end]
            counts[missed.why.value] += 1
            if arguments.json:
                row = {"document_id": document_id, "source": document.source, "start": missed.start,
                       "end": missed.end, "quote": quote, "why": missed.why.value}  # fmt: skip
                print(json.dumps(row, ensure_ascii=False))
            else:
                print(f"{missed.why.value}：{' '.join(quote.split())}\n      —— {document.title}")
    if not arguments.json:
        parts = "；".join(f"{why} {count}" for why, count in counts.most_common())
        print(f"合计：{counts.total()} 处" + (f"（{parts}）" if parts else ""))
    return 0


def _correct(store: Store, arguments: argparse.Namespace) -> int:
    entry = store.documents.entries().get(arguments.document)
    if entry is None:
        raise UnknownDocumentError(
            f"资料库里没有编号为“{arguments.document}”的文件，请用 --document 指定。"
        )
    if entry.file != entry.source:
        raise UnknownDocumentError("这份文件来自压缩包，不能单独更正，请解压后再导入。")
    original = Path(entry.root) / entry.file
    if arguments.correct == "undo":
        path = forget(original, arguments.quote, arguments.nth)
    else:
        asked = Correction(
            Act(arguments.correct), arguments.quote, max(1, arguments.nth),
            arguments.benefit, arguments.amounts, arguments.target,
        )  # fmt: skip
        document = store.document(entry.document_id)
        path = correct_measure(original, document, _read(store, entry.document_id), asked)
    print(f"已写入“{path}”。重新运行 python -m index build 后生效。")
    return 0


def _read(store: Store, document_id: str) -> list[Measure]:
    return [found.fact for found in store.facts.find(Measure, document_id=document_id)]

"""The fourth pass: the shipped reader goes on with siblings, as a store finds them.

    python -m assistant.reader.training.further --reading DIR --law DIR [--models DIR] [--work DIR]

Our own notices and laypeople's questions on law, each with the passages that retrieval brings beside
the answer, and what was learnt before in the third pass. 1,477 steps.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from contextlib import closing
from pathlib import Path

import torch

from assistant.reader.install import UPPER
from assistant.reader.tokens import open_tokenizer
from assistant.reader.training.data import training_passes
from assistant.reader.training.encode import encode
from assistant.reader.training.example import Example
from assistant.reader.training.export import quantised, write
from assistant.reader.training.lay_law import labelled_law
from assistant.reader.training.notices import NOTICES, held_back, labelled_notices
from assistant.reader.training.retrieved import retrieved_examples
from assistant.reader.training.shipped import read_shipped
from assistant.reader.training.train import BATCH, LowerHalf, collate, train
from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.embeddings.unpack import ensure_unpacked
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore

SEED = 31
LAW = 1000  # examples on law: more make short answers longer
CALIBRATION = 240
_CHUNK = 280


def main() -> None:
    """Prepare, train, write the eight-bit graph."""
    parser = argparse.ArgumentParser(prog="python -m assistant.reader.training.further")
    parser.add_argument("--reading", type=Path, required=True, help="CMRC 2018 与 DRCD 所在目录")
    parser.add_argument(
        "--law", type=Path, required=True, help="STARD：documents.jsonl、dev_questions.jsonl"
    )
    parser.add_argument("--models", type=Path, default=Path("data/models"), help="已解包的向量模型")
    parser.add_argument("--work", type=Path, default=Path("/tmp/reader"), help="中间结果")
    parser.add_argument("--half", action="store_true", help="用 bfloat16（处理器支持时快一倍）")
    parser.add_argument("--out", type=Path, default=UPPER, help="写出的模型")
    given = parser.parse_args()
    torch.set_num_threads(2)
    encoder = ensure_unpacked(given.models)
    examples = [*_law(given.law, given.work, given.models), *_notices(given.work, given.models)]
    examples += training_passes(given.reading, 20)[2]  # so that nothing learnt is lost
    tokenizer = open_tokenizer((encoder / "tokenizer.json").read_text(encoding="utf-8"))
    encoded = encode(examples, tokenizer)
    print(len(encoded), dict(Counter(e.kind for e in encoded)), flush=True)
    checkpoint = given.work / "checkpoint-fourth.pt"
    start = read_shipped(UPPER)
    network = train([encoded], encoder, checkpoint, SEED, start=start, half=given.half, most=[None])
    sample = random.Random(SEED).sample(encoded, min(CALIBRATION, len(encoded)))
    ranges = [collate(sample[at : at + BATCH]) for at in range(0, len(sample), BATCH)]
    write(quantised(network, LowerHalf(encoder), ranges), given.out)


def _notices(work: Path, models: Path) -> list[Example]:
    found: list[Example] = []
    for writer in sorted(path.name for path in NOTICES.iterdir() if path.is_dir()):
        files = sorted((NOTICES / writer).glob("*.txt"))
        with closing(Store(work / f"store-{writer}", create=True)) as store:
            retriever = _built(store, files, models)
            rows = [r for r in labelled_notices(writer) if not held_back(r.source)]
            found += retrieved_examples(rows, retriever, "notice", 7)
    return found


def _law(folder: Path, work: Path, models: Path) -> list[Example]:
    texts = work / "law"
    texts.mkdir(parents=True, exist_ok=True)
    for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        (texts / row["source"]).write_text(row["text"], encoding="utf-8")
    with closing(Store(work / "store-law", create=True)) as store:
        retriever = _built(store, [texts], models)
        rows = labelled_law(folder / "dev_questions.jsonl", retriever)
        found = retrieved_examples(rows, retriever, "law", 5)
    return random.Random(3).sample(found, min(LAW, len(found)))


def _built(store: Store, paths: list[Path], models: Path) -> HybridRetriever:
    vectors = VectorStore(store.directory / "vectors")
    embeddings = load_embeddings(BUNDLED_MODEL, models)
    Builder(store, vectors, embeddings, _CHUNK).build(paths)
    return HybridRetriever(store, vectors, embeddings)


if __name__ == "__main__":
    main()

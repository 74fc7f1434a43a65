"""Train the reader and write what ships.

    python -m assistant.reader.training --reading DIR [--models DIR] [--work DIR] [--limit N]

Takes about an hour on two cores; what was done is kept in the work folder and gone on from there.
Needs `opencc-python-reimplemented` to write DRCD in simplified characters.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections import Counter
from pathlib import Path

import torch

from assistant.reader.install import UPPER
from assistant.reader.tokens import open_tokenizer
from assistant.reader.training.data import training_passes
from assistant.reader.training.encode import Encoded, encode
from assistant.reader.training.export import quantised, write
from assistant.reader.training.network import UpperHalf
from assistant.reader.training.train import BATCH, FURTHER_STEPS, LowerHalf, collate, train
from index.embeddings.unpack import ensure_unpacked

SEED = 20
CALIBRATION = 240  # examples that set the ranges of the eight-bit activations


def main() -> None:
    """Run the whole training."""
    parser = argparse.ArgumentParser(prog="python -m assistant.reader.training")
    parser.add_argument("--reading", type=Path, required=True, help="CMRC 2018 与 DRCD 所在目录")
    parser.add_argument("--models", type=Path, default=Path("data/models"), help="已解包的向量模型")
    parser.add_argument("--work", type=Path, default=Path("/tmp/reader"), help="中间结果")
    parser.add_argument("--limit", type=int, default=0, help="只用前 N 条，试跑")
    parser.add_argument("--steps", type=int, default=None, help="只训练这么多步")
    parser.add_argument("--out", type=Path, default=UPPER, help="写出的模型")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    given.work.mkdir(parents=True, exist_ok=True)
    encoder = ensure_unpacked(given.models)
    passes = _passes(given.reading, encoder, given.work / "examples.pickle")
    if given.limit:
        passes = [random.Random(SEED).sample(passes[0], given.limit)]
    for examples in passes:
        counts = Counter((example.kind, not example.right[0, 0]) for example in examples)
        print(f"{len(examples)} examples:", dict(counts), flush=True)
    network = UpperHalf()
    kept = given.work / "upper.pt"  # after two passes; the third has a schedule of its own
    if kept.exists():
        network.load_state_dict(torch.load(kept, weights_only=True))
    else:
        network = train(passes[:2], encoder, given.work / "checkpoint.pt", SEED, given.steps)
        torch.save(network.state_dict(), kept)
    further = given.work / "checkpoint-further.pt"
    steps = given.steps or FURTHER_STEPS
    network = train(passes[2:], encoder, further, SEED + 2, steps, start=network)
    torch.save(network.state_dict(), given.work / "upper-further.pt")
    sample = random.Random(SEED).sample(passes[-1], min(CALIBRATION, len(passes[-1])))
    ranges = [collate(sample[at : at + BATCH]) for at in range(0, len(sample), BATCH)]
    write(quantised(network, LowerHalf(encoder), ranges), given.out)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB", flush=True)


def _passes(reading: Path, encoder: Path, kept: Path) -> list[list[Encoded]]:
    """The examples of each pass: other windows around the answers and other negatives each time."""
    if kept.exists():
        found: list[list[Encoded]] = pickle.loads(kept.read_bytes())
        return found
    tokenizer = open_tokenizer((encoder / "tokenizer.json").read_text(encoding="utf-8"))
    passes = [encode(examples, tokenizer) for examples in training_passes(reading, SEED)]
    kept.write_bytes(pickle.dumps(passes))
    return passes


if __name__ == "__main__":
    main()

"""Train the upper half: one pass over the examples, resumable, with fixed seeds."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor

from assistant.reader.graph import lower_half
from assistant.reader.training.encode import Encoded
from assistant.reader.training.network import MARKS, UpperHalf
from index.embeddings.onnx_encoder import MODEL_FILE, padded, session_options

BATCH = 12
RATE, HEAD_RATE = 1.5e-4, 1e-3
_FURTHER = 0.7  # share of the learning rates for a network that reads already
WARM_UP = 0.06  # share of the steps
GRAIN_WEIGHTS = (0.5, 0.5, 1.0, 1.0, 0.7, 0.7)  # start and end of token, phrase, clause
# Steps of the first two passes at most (the first ends early: the hour is better spent on the
# second), and of the third.
MOST_STEPS = (550, None)
FURTHER_STEPS = 360
_POOL = 40  # batches sorted by length together
_SAVE_EVERY = 50  # steps


class LowerHalf:
    """The frozen half, run as it will be in use: eight bits, ONNX Runtime."""

    def __init__(self, encoder_dir: Path) -> None:
        options = session_options()
        options.intra_op_num_threads = 2
        self._session = onnxruntime.InferenceSession(
            lower_half(onnx.load(encoder_dir / MODEL_FILE)).SerializeToString(),
            options,
            providers=["CPUExecutionProvider"],
        )

    def __call__(self, ids: NDArray[np.int64], mask: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Return states, float32 [texts, tokens, 384], of padded ids [texts, tokens]."""
        feeds = {"input_ids": ids, "attention_mask": mask.astype(np.int64)}
        return np.asarray(self._session.run(None, feeds)[0])


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded examples: ids and mask [texts, tokens], allowed and right [texts, MARKS, tokens]."""

    ids: NDArray[np.int64]
    mask: NDArray[np.bool_]
    allowed: NDArray[np.bool_]
    right: NDArray[np.bool_]


def collate(examples: Sequence[Encoded]) -> Batch:
    """Pad examples to the longest."""
    feeds = padded([example.ids.tolist() for example in examples])
    ids, mask = feeds["input_ids"], feeds["attention_mask"].astype(bool)
    allowed = np.zeros((len(examples), MARKS, ids.shape[1]), dtype=bool)
    right = np.zeros_like(allowed)
    for number, example in enumerate(examples):
        allowed[number, :, : len(example.ids)] = example.allowed
        right[number, :, : len(example.ids)] = example.right
    return Batch(ids, mask, allowed, right)


def batches(examples: Sequence[Encoded], seed: int) -> list[list[int]]:
    """Numbers of the examples of each batch: shuffled, like lengths together."""
    chance = random.Random(seed)
    order = list(range(len(examples)))
    chance.shuffle(order)
    found: list[list[int]] = []
    size = BATCH * _POOL
    for start in range(0, len(order), size):
        pool = sorted(order[start : start + size], key=lambda n: len(examples[n].ids))
        cut = [pool[at : at + BATCH] for at in range(0, len(pool), BATCH)]
        chance.shuffle(cut)
        found += cut
    return found


def loss_of(logits: Tensor, allowed: Tensor, right: Tensor) -> Tensor:
    """Weighted, the negative logarithm of the probability of all right positions of each head among
    those that it may mark.

    Args:
        logits: float [texts, tokens, MARKS].
        allowed: bool [texts, MARKS, tokens].
        right: bool [texts, MARKS, tokens], some of those allowed, at least one for each head.
    """
    scores = logits.float().transpose(1, 2)
    every = scores.masked_fill(~allowed, -1e4).logsumexp(2)
    each = every - scores.masked_fill(~right, -1e4).logsumexp(2)
    return (each * torch.tensor(GRAIN_WEIGHTS)).sum(1).mean()


def train(
    passes: Sequence[Sequence[Encoded]],
    encoder_dir: Path,
    checkpoint: Path,
    seed: int,
    steps: int | None = None,
    start: UpperHalf | None = None,
    half: bool = False,
    most: Sequence[int | None] = MOST_STEPS,
) -> UpperHalf:
    """Train and return the network; goes on from ``checkpoint`` if it is there.

    Args:
        passes: the examples of each pass, in the order of training.
        checkpoint: file written every `_SAVE_EVERY` steps.
        steps: steps to take at most; all by default.
        start: a network to train further, gently; the encoder's own upper half by default.
        half: products in sixteen bits (bfloat16): twice as fast where the processor has them.
        most: steps of each pass at most.
    """
    torch.manual_seed(seed)
    network = start or UpperHalf()
    if start is None:
        network.load_encoder(load_file(encoder_dir / "model.safetensors"))
    plan = [
        [examples[n] for n in numbers]
        for number, examples in enumerate(passes)
        for numbers in batches(examples, seed + number)[: most[number]]
    ][:steps]
    optimiser = torch.optim.AdamW(_groups(network, _FURTHER if start else 1.0), fused=True)
    rates = [group["lr"] for group in optimiser.param_groups]
    done = 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(kept["network"])
        optimiser.load_state_dict(kept["optimiser"])
        torch.set_rng_state(kept["random"])
        done = kept["done"]
    lower = LowerHalf(encoder_dir)
    network.train()
    begun, smooth = time.monotonic(), 0.0
    for step, chosen in enumerate(plan[done:], done):
        batch = collate(chosen)
        states = torch.from_numpy(lower(batch.ids, batch.mask))
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * _share(step / len(plan))
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            logits = network(states, torch.from_numpy(batch.mask))
        loss = loss_of(logits, torch.from_numpy(batch.allowed), torch.from_numpy(batch.right))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        smooth = loss.item() if step == done else 0.97 * smooth + 0.03 * loss.item()
        if (step + 1) % 20 == 0:
            pace = (time.monotonic() - begun) / (step + 1 - done)
            left = pace * (len(plan) - step - 1) / 60
            print(
                f"{step + 1}/{len(plan)} loss {smooth:.3f} {pace:.2f} s/step, {left:.0f} min left",
                flush=True,
            )
        if (step + 1) % _SAVE_EVERY == 0 or step + 1 == len(plan):
            kept = {"network": network.state_dict(), "optimiser": optimiser.state_dict(),
                    "random": torch.get_rng_state(), "done": step + 1}  # fmt: skip
            torch.save(kept, checkpoint.with_suffix(".partial"))
            checkpoint.with_suffix(".partial").replace(checkpoint)
    return network.eval()


def _share(progress: float) -> float:
    """Share of the learning rate at a share of the steps: up, then down to nothing."""
    return min(progress / WARM_UP, (1 - progress) / (1 - WARM_UP))


def _groups(network: UpperHalf, share: float) -> Iterator[dict[str, object]]:
    """Parameters with their learning rates, ``share`` of the full ones."""
    body = [p for name, p in network.named_parameters() if not name.startswith("marks")]
    yield {"params": [p for p in body if p.ndim > 1], "lr": share * RATE, "weight_decay": 0.01}
    yield {"params": [p for p in body if p.ndim == 1], "lr": share * RATE, "weight_decay": 0.0}
    yield {"params": list(network.marks.parameters()), "lr": share * HEAD_RATE, "weight_decay": 0.0}

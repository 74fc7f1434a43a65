"""Eight-bit matrix products with fixed activation ranges, smoothed per channel.

Quantising activations per tensor loses most in a few channels that are far larger than the rest.
As in SmoothQuant each input channel j is divided by s_j and the weight's row multiplied by it, with

    s_j = max|x_j|^STRENGTH / max|w_j|^(1 - STRENGTH)

The ranges come from running the float model on `calibration.txt` once. They are fixed in the graph
and not taken anew from each batch, so a text gets the same vector whatever is beside it in a batch.
Weights take seven bits: AVX2 adds products of 8-bit values in pairs into 16 bits, and 255 x 63 x 2
is the most that fits; they come from four bits, so little is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embeddings.graph import MICROSOFT, Graph, Product, build_model, float_linear
from index.embeddings.onnx_encoder import open_session
from index.embeddings.pack import Pack, Q4Tensor

STRENGTH = {"qkv": 0.7, "ao": 0.5, "fi": 0.5, "fo": 0.7}  # measured, by product
WEIGHT_TOP = 63
ACTIVATION_STEPS = 255


@dataclass(frozen=True)
class Range:
    """Least and greatest value seen in each input channel of a product, float32 [inputs]."""

    low: NDArray[np.float32]
    high: NDArray[np.float32]

    @property
    def largest(self) -> NDArray[np.float32]:
        """Greatest magnitude in each channel, float32 [inputs], never zero."""
        return np.maximum(np.maximum(-self.low, self.high), np.float32(1e-4))


def calibration_texts() -> list[str]:
    """Return the calibration texts with their e5 prefixes."""
    path = Path(__file__).with_name("calibration.txt")
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line]


def measure_ranges(
    pack: Pack, words: Q4Tensor, token_ids: Sequence[Sequence[int]]
) -> dict[str, Range]:
    """Run the float model on each text by itself and return the range at each product's input."""
    watched: dict[str, str] = {}

    def watching(graph: Graph, x: str, product: Product) -> str:
        watched[product.name] = x
        return float_linear(graph, x, product)

    model = build_model(pack, words, watching)
    for name in dict.fromkeys(watched.values()):
        model.graph.output.add().name = name
    session = open_session(model.SerializeToString())
    names = list(watched.values())
    ranges: dict[str, Range] = {}
    for ids in token_ids:
        row = np.array([ids], dtype=np.int64)
        values = session.run(names, {"input_ids": row, "attention_mask": np.ones_like(row)})
        for name, value in zip(watched, values, strict=True):
            low, high = value[0].min(axis=0), value[0].max(axis=0)
            if known := ranges.get(name):
                low, high = np.minimum(low, known.low), np.maximum(high, known.high)
            ranges[name] = Range(low, high)
    return ranges


class QuantisedLinear:
    """Computes products in eight bits, given the ranges at their inputs."""

    def __init__(self, ranges: dict[str, Range]) -> None:
        self._ranges = ranges

    def __call__(self, graph: Graph, x: str, product: Product) -> str:
        """Add the smoothing, the quantisation and the integer product; return its output."""
        name, measured = product.name, self._ranges[product.name]
        smooth = smoothing(measured, product)
        low = min(0.0, float((measured.low / smooth).min()))
        high = max(0.0, float((measured.high / smooth).max()))
        step = (high - low) / ACTIVATION_STEPS
        x_scale = graph.constant(f"{name}.xs", np.array(step, dtype=np.float32))
        x_zero = graph.constant(f"{name}.xz", np.array(round(-low / step), dtype=np.uint8))
        x = graph.node("Mul", x, graph.constant(f"{name}.inv", (1 / smooth).astype(np.float32)))
        weight = product.weight * smooth[:, None]
        scales = (np.abs(weight).max(axis=0) / WEIGHT_TOP).astype(np.float32)
        return graph.node(
            "MatMulIntegerToFloat",
            graph.node("QuantizeLinear", x, x_scale, x_zero),
            graph.constant(f"{name}.q", np.rint(weight / scales).astype(np.int8)),
            x_scale,
            graph.constant(f"{name}.s", scales),
            x_zero,
            "",
            graph.constant(f"{name}.b", product.bias),
            domain=MICROSOFT,
        )


def smoothing(measured: Range, product: Product) -> NDArray[np.float32]:
    """Return the divisors s of a product's input channels, float32 [inputs], with mean 1."""
    strength = STRENGTH[product.name.partition(".")[2]]
    largest_weight = np.maximum(np.abs(product.weight).max(axis=1), np.float32(1e-4))
    divisors = measured.largest**strength / largest_weight ** (1 - strength)
    return np.asarray(divisors / divisors.mean(), dtype=np.float32)

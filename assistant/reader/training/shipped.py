"""The shipped eight-bit upper half as a network again, to be trained further."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from assistant.reader.graph import LOWER_LAYERS
from assistant.reader.training.network import UpperHalf

_PRODUCTS = ("qkv", "ao", "fi", "fo")
_NORMS = ("aln", "oln")


def read_shipped(path: Path) -> UpperHalf:
    """The network whose quantised graph stands at ``path`` (`export.write`)."""
    stored = {t.name: numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}
    network = UpperHalf()
    state: dict[str, NDArray[np.float32]] = {}
    for number in range(len(network.layers)):
        ours, theirs = f"layers.{number}", f"l{number + LOWER_LAYERS}"
        for site in _PRODUCTS:
            name = f"{theirs}.{site}"
            # Smoothing divided the inputs; here it goes back into the weights.
            steps = stored[f"{name}.q"].astype(np.float32) * stored[f"{name}.s"]
            state[f"{ours}.{site}.weight"] = (stored[f"{name}.inv"][:, None] * steps).T
            state[f"{ours}.{site}.bias"] = stored[f"{name}.b"]
        for norm in _NORMS:
            state[f"{ours}.{norm}.weight"] = stored[f"{theirs}.{norm}.w"]
            state[f"{ours}.{norm}.bias"] = stored[f"{theirs}.{norm}.b"]
    state["marks.weight"] = stored["marks.w"].T
    state["marks.bias"] = stored["marks.b"]
    network.load_state_dict({k: torch.tensor(np.ascontiguousarray(v)) for k, v in state.items()})
    return network

"""Write the trained upper half as the eight-bit ONNX graph that ships."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from assistant.reader.graph import HIDDEN, LOGITS, LOWER_LAYERS, STATES
from assistant.reader.training.network import HEADS, UpperHalf
from assistant.reader.training.train import Batch, LowerHalf
from index.embeddings.graph import (
    IR_VERSION,
    MICROSOFT,
    OPSET,
    Graph,
    Linear,
    Product,
    float_linear,
)
from index.embeddings.onnx_encoder import open_session
from index.embeddings.quantise import QuantisedLinear, Range


def upper_graph(network: UpperHalf, linear: Linear) -> onnx.ModelProto:
    """Return the upper half: `states` float32 [texts, tokens, 384] and `attention_mask` int64
    [texts, tokens] in, `logits` float32 [texts, tokens, marks] out."""
    weights = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    graph = Graph()
    mask = graph.node("Cast", "attention_mask", to=TensorProto.INT32)
    x = STATES
    for number in range(len(network.layers)):

        def product(site: str, layer: int = number) -> Product:
            weight = weights[f"layers.{layer}.{site}.weight"].T
            return Product(
                f"l{layer + LOWER_LAYERS}.{site}", weight, weights[f"layers.{layer}.{site}.bias"]
            )

        def add_norm(x: str, y: str, name: str, layer: int = number) -> str:
            scale, shift = (weights[f"layers.{layer}.{name}.{kind}"] for kind in ("weight", "bias"))
            return graph.node(
                "LayerNormalization",
                graph.node("Add", x, y),
                graph.constant(f"l{layer + LOWER_LAYERS}.{name}.w", scale),
                graph.constant(f"l{layer + LOWER_LAYERS}.{name}.b", shift),
                axis=-1,
                epsilon=1e-12,
            )

        parts = graph.nodes_out(
            "Split", 3, linear(graph, x, product("qkv")), axis=-1, num_outputs=3
        )
        context = graph.node(
            "MultiHeadAttention", *parts, "", mask, domain=MICROSOFT, num_heads=HEADS
        )
        x = add_norm(x, linear(graph, context, product("ao")), "aln")
        inner = graph.node("Gelu", linear(graph, x, product("fi")), domain=MICROSOFT)
        x = add_norm(x, linear(graph, inner, product("fo")), "oln")
    marks = Product("marks", weights["marks.weight"].T, weights["marks.bias"])
    graph.nodes.append(
        helper.make_node("Identity", [float_linear(graph, x, marks)], [LOGITS], name=LOGITS)
    )
    return _finished(graph, marks.bias.size)


def _finished(graph: Graph, marks: int) -> onnx.ModelProto:
    tokens = ["texts", "tokens"]
    value = helper.make_tensor_value_info
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "reader, upper half",
            [
                value(STATES, TensorProto.FLOAT, [*tokens, HIDDEN]),
                value("attention_mask", TensorProto.INT64, tokens),
            ],
            [value(LOGITS, TensorProto.FLOAT, [*tokens, marks])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=IR_VERSION,
    )


def quantised(network: UpperHalf, lower: LowerHalf, batches: Sequence[Batch]) -> onnx.ModelProto:
    """Return the eight-bit graph; ``batches`` set the ranges of the activations."""
    return upper_graph(network, QuantisedLinear(_ranges(network, lower, batches)))


def _ranges(network: UpperHalf, lower: LowerHalf, batches: Sequence[Batch]) -> dict[str, Range]:
    """Range at the input of each product, over all tokens of ``batches``."""
    watched: dict[str, str] = {}

    def watching(graph: Graph, x: str, product: Product) -> str:
        watched[product.name] = x
        return float_linear(graph, x, product)

    model = upper_graph(network, watching)
    inner = [name for name in dict.fromkeys(watched.values()) if name != STATES]
    for name in inner:
        model.graph.output.add().name = name
    session = open_session(model.SerializeToString())
    lows: dict[str, list[NDArray[np.float32]]] = {name: [] for name in watched.values()}
    highs: dict[str, list[NDArray[np.float32]]] = {name: [] for name in watched.values()}
    for batch in batches:
        states = lower(batch.ids, batch.mask)
        feeds = {STATES: states, "attention_mask": batch.mask.astype(np.int64)}
        values = {STATES: states, **dict(zip(inner, session.run(inner, feeds), strict=True))}
        for name, value in values.items():
            lows[name].append(value[batch.mask].min(axis=0))
            highs[name].append(value[batch.mask].max(axis=0))
    return {
        name: Range(np.min(lows[x], axis=0), np.max(highs[x], axis=0))
        for name, x in watched.items()
    }


def write(model: onnx.ModelProto, path: Path) -> None:
    """Check and save a model."""
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))

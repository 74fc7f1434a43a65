"""Build the encoder as an ONNX graph straight from the pack, so that torch is never imported.

Inputs `input_ids` and `attention_mask`, int64 [texts, tokens]; output `sentence_embedding`,
float32 [texts, 384]: the mean over the tokens that are not masked, at unit length. The nodes are
those that run fastest in ONNX Runtime; the session must not fuse them further (see
`onnx_encoder`). How the four matrix products of a layer are computed is left to a `Linear`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from index.embeddings.pack import BLOCK, Pack, Q4Tensor

MICROSOFT = "com.microsoft"
OPSET = 21
IR_VERSION = 10


@dataclass(frozen=True)
class Product:
    """One matrix product of the model: `x @ weight + bias`.

    `weight` is float32 [inputs, outputs], `bias` float32 [outputs]; `name` is `l<layer>.<site>`.
    """

    name: str
    weight: NDArray[np.float32]
    bias: NDArray[np.float32]


class Linear(Protocol):
    """Adds the nodes that compute a product of the value `x` and returns the result's name."""

    def __call__(self, graph: Graph, x: str, product: Product) -> str: ...


class Graph:
    """Nodes and constants of a graph under construction."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: NDArray[Any]) -> str:
        """Add a constant and return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, operator: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add a node with one output and return the output's name."""
        return self.nodes_out(operator, 1, *inputs, domain=domain, **attributes)[0]

    def nodes_out(
        self, operator: str, count: int, *inputs: str, domain: str = "", **attributes: Any
    ) -> list[str]:
        """Add a node with `count` outputs and return their names."""
        name = f"n{len(self.nodes)}"
        outputs = [f"{name}.{number}" for number in range(count)]
        self.nodes.append(
            helper.make_node(operator, inputs, outputs, name=name, domain=domain, **attributes)
        )
        return outputs


def products(pack: Pack, layer: int) -> Iterator[Product]:
    """Yield the four products of a layer: attention input and output, feed-forward input and output."""
    hidden, inner = pack.sizes.hidden, pack.sizes.inner

    def product(site: str, parts: tuple[str, ...], columns: int) -> Product:
        rows = [pack.q4(f"l{layer}.{part}.w", columns).values() for part in parts]
        biases = [pack.floats(f"l{layer}.{part}.b") for part in parts]
        return Product(f"l{layer}.{site}", np.concatenate(rows).T, np.concatenate(biases))

    yield product("qkv", ("q", "k", "v"), hidden)
    for site, columns in (("ao", hidden), ("fi", hidden), ("fo", inner)):
        yield product(site, (site,), columns)


def float_linear(graph: Graph, x: str, product: Product) -> str:
    """Compute the product in float32."""
    weight = graph.constant(f"{product.name}.w", product.weight)
    bias = graph.constant(f"{product.name}.b", product.bias)
    return graph.node("Add", graph.node("MatMul", x, weight), bias)


def build_model(pack: Pack, words: Q4Tensor, linear: Linear) -> onnx.ModelProto:
    """Return the whole model.

    `words` is the embedding table, [vocabulary, 384], kept in four bits: exact, small, and read a
    row at a time.
    """
    graph = Graph()
    sizes = pack.sizes
    x = _embed(graph, pack, words)
    mask = graph.node("Cast", "attention_mask", to=TensorProto.INT32)
    for layer in range(sizes.layers):
        qkv, out, up, down = products(pack, layer)
        parts = graph.nodes_out("Split", 3, linear(graph, x, qkv), axis=-1, num_outputs=3)
        context = graph.node(
            "MultiHeadAttention", *parts, "", mask, domain=MICROSOFT, num_heads=sizes.heads
        )
        x = _add_norm(graph, pack, x, linear(graph, context, out), f"l{layer}.aln")
        inner = graph.node("Gelu", linear(graph, x, up), domain=MICROSOFT)
        x = _add_norm(graph, pack, x, linear(graph, inner, down), f"l{layer}.oln")
    _pool(graph, x)
    return _finish(graph, sizes.hidden)


def _embed(graph: Graph, pack: Pack, words: Q4Tensor) -> str:
    """Add word, position and token-type embeddings and their layer norm."""
    quants = words.quants() ^ 8  # 0-15 around 8 becomes a signed nibble around 0
    packed = quants[:, 0::2] | (quants[:, 1::2] << 4)  # ONNX: the even value in the low nibble
    graph.constants.append(
        helper.make_tensor("word.q", TensorProto.INT4, quants.shape, packed.tobytes(), raw=True)
    )
    table = ("word.q", "input_ids", graph.constant("word.s", words.scales))
    how = {"gather_axis": 0, "quantize_axis": 1, "block_size": BLOCK}
    word = graph.node("GatherBlockQuantized", *table, domain=MICROSOFT, **how)
    hidden = pack.sizes.hidden
    positions = pack.floats("emb.pos").reshape(-1, hidden) + pack.floats("emb.type")[:hidden]
    zero = graph.constant("zero", np.array([0], dtype=np.int64))
    length = graph.node("Shape", "input_ids", start=1, end=2)
    position = graph.node("Slice", graph.constant("position", positions), zero, length, zero)
    return _add_norm(graph, pack, word, position, "emb.ln")


def _add_norm(graph: Graph, pack: Pack, x: str, y: str, name: str) -> str:
    """Add two values and normalise the sum.

    Two plain nodes: ONNX Runtime's fused SkipLayerNormalization takes four times as long.
    """
    return graph.node(
        "LayerNormalization",
        graph.node("Add", x, y),
        graph.constant(f"{name}.w", pack.floats(f"{name}.w")),
        graph.constant(f"{name}.b", pack.floats(f"{name}.b")),
        axis=-1,
        epsilon=pack.epsilon,
    )


def _pool(graph: Graph, x: str) -> None:
    """Add the mean over unmasked tokens at unit length.

    The sum is enough: dividing by the number of tokens doesn't change the direction.
    """
    one = graph.constant("one", np.array([1], dtype=np.int64))
    mask = graph.node("Cast", "attention_mask", to=TensorProto.FLOAT)
    weights = graph.node("Unsqueeze", mask, one)
    total = graph.node("Squeeze", graph.node("MatMul", weights, x), one)
    graph.nodes.append(
        helper.make_node("LpNormalization", [total], ["sentence_embedding"], axis=-1, p=2)
    )


def _finish(graph: Graph, hidden: int) -> onnx.ModelProto:
    """Return the model of the finished graph, with its inputs and its output declared."""
    tokens = ["texts", "tokens"]
    declared = helper.make_tensor_value_info
    inputs = [declared(name, TensorProto.INT64, tokens) for name in ("input_ids", "attention_mask")]
    output = declared("sentence_embedding", TensorProto.FLOAT, ["texts", hidden])
    return helper.make_model(
        helper.make_graph(graph.nodes, "multilingual-e5-small", inputs, [output], graph.constants),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=IR_VERSION,
    )

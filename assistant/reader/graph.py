"""The reader as one ONNX graph: the encoder's lower half as it is, an upper half of our own.

The lower layers are the bundled encoder's to the last bit, so only what was trained ships:
`lower_half` cuts them out of the encoder's own eight-bit graph, `join` puts ours on top.
"""

from __future__ import annotations

import onnx
from onnx import TensorProto, compose, helper

HIDDEN = 384
LOWER_LAYERS = 6
STATES, LOGITS = "states", "logits"


def lower_half(encoder: onnx.ModelProto, layers: int = LOWER_LAYERS) -> onnx.ModelProto:
    """Return the encoder cut after `layers` layers: inputs as before, output `states`, float32
    [texts, tokens, 384]."""
    norms = [node for node in encoder.graph.node if node.op_type == "LayerNormalization"]
    last = norms[2 * layers]  # one after the embeddings, two in each layer
    nodes = list(encoder.graph.node)
    nodes = nodes[: nodes.index(last) + 1]
    used = {name for node in nodes for name in node.input}
    graph = helper.make_graph(
        [*nodes, helper.make_node("Identity", [last.output[0]], [STATES], name=STATES)],
        "reader, lower half",
        list(encoder.graph.input),
        [helper.make_tensor_value_info(STATES, TensorProto.FLOAT, ["texts", "tokens", HIDDEN])],
        [tensor for tensor in encoder.graph.initializer if tensor.name in used],
    )
    return helper.make_model(
        graph, opset_imports=list(encoder.opset_import), ir_version=encoder.ir_version
    )


def join(lower: onnx.ModelProto, upper: onnx.ModelProto) -> onnx.ModelProto:
    """Return one graph: inputs `input_ids` and `attention_mask`, int64 [texts, tokens], output
    `logits`, float32 [texts, tokens, marks]."""
    above = compose.add_prefix(upper, "upper.", rename_inputs=False, rename_outputs=False)
    used = {name for node in above.graph.node for name in node.input}
    names = {tensor.name for tensor in lower.graph.initializer}
    clashes = names & {tensor.name for tensor in above.graph.initializer}
    if clashes or STATES not in used:
        raise ValueError(f"the halves don't fit: {sorted(clashes)}")
    graph = helper.make_graph(
        [*lower.graph.node, *above.graph.node],
        "reader",
        list(lower.graph.input),
        list(above.graph.output),
        [*lower.graph.initializer, *above.graph.initializer],
    )
    return helper.make_model(
        graph, opset_imports=list(lower.opset_import), ir_version=lower.ir_version
    )

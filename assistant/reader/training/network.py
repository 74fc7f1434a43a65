"""The trained part as a torch module: the encoder's upper layers and the heads above them."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.reader.graph import HIDDEN, LOWER_LAYERS

LAYERS, HEADS, INNER = 12, 12, 1536
MARKS = 6  # start and end at three grains


class Layer(nn.Module):
    """One layer of BERT, normalised after each sum."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.ao = nn.Linear(HIDDEN, HIDDEN)
        self.aln = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.fi = nn.Linear(HIDDEN, INNER)
        self.fo = nn.Linear(INNER, HIDDEN)
        self.oln = nn.LayerNorm(HIDDEN, eps=1e-12)
        self._dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the states after the layer.

        Args:
            x: float [texts, tokens, HIDDEN].
            mask: bool [texts, 1, 1, tokens], true where there is a token.
        """
        texts, tokens, _ = x.shape
        q, k, v = (
            part.view(texts, tokens, HEADS, -1).transpose(1, 2)
            for part in self.qkv(x).chunk(3, dim=-1)
        )
        context = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        context = context.transpose(1, 2).reshape(texts, tokens, HIDDEN)
        x = self.aln(x + self._drop(self.ao(context)))
        return self.oln(x + self._drop(self.fo(functional.gelu(self.fi(x)))))

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self._dropout, self.training)


class UpperHalf(nn.Module):
    """Layers 6 to 11 and the marks: states in, logits of start and end out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS - LOWER_LAYERS))
        self.marks = nn.Linear(HIDDEN, MARKS)
        nn.init.normal_(self.marks.weight, std=0.02)
        nn.init.zeros_(self.marks.bias)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return logits, float [texts, tokens, MARKS].

        Args:
            states: after the lower half, float [texts, tokens, HIDDEN].
            mask: bool [texts, tokens], true where there is a token.
        """
        for layer in self.layers:
            states = layer(states, mask[:, None, None, :])
        logits: Tensor = self.marks(states)
        return logits

    def load_encoder(self, weights: Mapping[str, Tensor]) -> None:
        """Start from the encoder's own upper layers, named as in a Hugging Face BertModel."""
        names = {"ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense",
                 "aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}  # fmt: skip
        state = self.state_dict()
        for number in range(len(self.layers)):
            source = f"encoder.layer.{number + LOWER_LAYERS}."
            for kind in ("weight", "bias"):
                parts = [
                    weights[f"{source}attention.self.{p}.{kind}"] for p in ("query", "key", "value")
                ]
                state[f"layers.{number}.qkv.{kind}"] = torch.cat(parts).float()
                for ours, theirs in names.items():
                    state[f"layers.{number}.{ours}.{kind}"] = weights[
                        f"{source}{theirs}.{kind}"
                    ].float()
        self.load_state_dict(state)

"""Train the head that tells the kind of a question: multinomial logistic regression, seeded by nothing."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from assistant.understanding.kinds import VECTOR_SCALE, Head, QuestionKind, features
from eval.kinds.examples import Example
from index.embeddings import PolicyEmbeddings

PENALTIES = (
    3e-5,
    1e-4,
    3e-4,
)  # of squared weights, for each example; one is chosen by the left-out
_SEEN = 2  # training questions that must show a feature
_ALSO = 0.3  # of a question's label that goes to the kinds that are as right
_KINDS = {kind: column for column, kind in enumerate(QuestionKind)}
TRAINED_ON = frozenset({"own", "clerk", "lay_law", "written", "frames"})  # policy_qa has no licence


class Trainer:
    """Fits heads; features and vectors of a question are computed once."""

    def __init__(self, examples: Sequence[Example], embeddings: PolicyEmbeddings | None) -> None:
        self.examples = examples
        texts = dict.fromkeys(e.text for e in examples)
        self._features = {text: features(text) for text in texts}
        self._vectors = {t: embeddings.encode_query(t) for t in texts} if embeddings else {}

    def fit(self, chosen: Sequence[Example], penalty: float) -> tuple[Head, dict[str, np.ndarray]]:
        """A head trained on ``chosen``, and its arrays by name."""
        counts = Counter(name for e in chosen for name in self._features[e.text])
        words = sorted(name for name, count in counts.items() if count >= _SEEN)
        row = {word: at for at, word in enumerate(words)}
        known = [
            (at, row[name], value)
            for at, example in enumerate(chosen)
            for name, value in self._features[example.text].items()
            if name in row
        ]
        *places, values = zip(*known, strict=True)
        sparse = torch.sparse_coo_tensor(
            torch.tensor(places),
            torch.tensor(values),
            (len(chosen), len(words)),
            check_invariants=False,
        )
        vectors = np.array([self._vectors[e.text] for e in chosen if self._vectors], np.float32)
        mean = vectors.mean(axis=0) if self._vectors else np.zeros(0, np.float32)
        dense = VECTOR_SCALE * (vectors - mean) if self._vectors else np.zeros((len(chosen), 0))
        inputs = np.hstack([dense, np.ones((len(chosen), 1))]).astype(np.float32)
        share = np.array([e.weight for e in chosen], np.float32)
        weights = _solve(sparse, inputs, _targets(chosen), share / share.sum(), penalty)
        parts = np.split(weights, [len(words), len(weights) - 1])
        arrays = dict(zip(("weights", "dense", "bias"), parts, strict=True)) | {"mean": mean}
        arrays["bias"] = arrays["bias"][0]
        return Head(row, arrays["weights"], arrays["bias"], arrays["dense"], mean), arrays | {
            "words": np.array(words)
        }

    def judged(self, head: Head, example: Example) -> QuestionKind:
        """The kind that a head gives a question."""
        shares = head.shares(example.text, self._vectors.get(example.text))
        return list(QuestionKind)[int(shares.argmax())]

    def left_out(self, corpus: str, penalty: float) -> list[tuple[Example, QuestionKind]]:
        """The questions of a corpus, each with what a head says that was trained on the others."""
        others = [e for e in self.examples if e.corpus in TRAINED_ON - {corpus}]
        head, _ = self.fit(others, penalty)
        return [(e, self.judged(head, e)) for e in self.examples if e.corpus == corpus]

    def best_penalty(self) -> float:
        """The penalty with which most questions of left-out corpora are right."""

        def right(penalty: float) -> int:
            corpora = sorted(TRAINED_ON - {"frames"})
            judged = [pair for corpus in corpora for pair in self.left_out(corpus, penalty)]
            return sum(kind in {e.kind, *e.also} for e, kind in judged)

        return max(PENALTIES, key=right)


def _targets(chosen: Sequence[Example]) -> np.ndarray:
    """Label distributions, float32 (examples, kinds)."""
    targets = np.zeros((len(chosen), len(_KINDS)), np.float32)
    for at, example in enumerate(chosen):
        also = example.also - {example.kind}
        targets[at, _KINDS[example.kind]] = 1 - _ALSO * bool(also)
        for kind in also:
            targets[at, _KINDS[kind]] = _ALSO / len(also)
    return targets


def _solve(
    sparse: torch.Tensor, dense: np.ndarray, targets: np.ndarray, share: np.ndarray, penalty: float
) -> np.ndarray:
    """Weights (features, kinds) of least cross-entropy plus penalty: those of the sparse inputs,
    then of the dense; the last row is the bias. ``share`` is each example's part of the loss."""
    torch.set_num_threads(1)  # sums are taken in one order: the same weights each time
    x, y, part = (torch.from_numpy(array) for array in (dense, targets, share))
    words = sparse.shape[1]
    weights = torch.zeros(words + x.shape[1], y.shape[1], requires_grad=True)
    search = torch.optim.LBFGS([weights], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        odds = torch.sparse.mm(sparse, weights[:words]) + x @ weights[words:]
        entropy = -(part * (y * torch.log_softmax(odds, 1)).sum(1)).sum()
        total = entropy + penalty * (weights[:-1] ** 2).sum()
        total.backward()
        return total

    search.step(loss)
    return weights.detach().numpy()


def fingerprint(examples: Sequence[Example]) -> str:
    """What the head was trained on, in 16 characters: questions, labels and how they are read."""
    digest = hashlib.sha256()
    for e in examples:
        if e.corpus in TRAINED_ON:
            line = [e.corpus, e.text, e.kind.name, sorted(k.name for k in e.also), e.weight]
            digest.update(repr([*line, sorted(features(e.text))]).encode())
    return digest.hexdigest()[:16]


def write(path: Path, examples: Sequence[Example], embeddings: PolicyEmbeddings) -> float:
    """Train the head with the vector and the one without, and write both; return the penalty."""
    trainer = Trainer(examples, embeddings)
    penalty = trainer.best_penalty()
    stored = {"fingerprint": np.array(fingerprint(examples)), "penalty": np.array(penalty)}
    chosen = [e for e in examples if e.corpus in TRAINED_ON]
    for name, fitted in (("v", trainer), ("s", Trainer(examples, None))):
        _, arrays = fitted.fit(chosen, penalty)
        stored["words"] = arrays.pop("words")  # the same for both
        stored |= {f"{name}_{key}": a.astype(np.float16) for key, a in arrays.items()}
    np.savez_compressed(path, allow_pickle=False, **stored)
    return penalty

"""What form of answer a question wants: a linear head over its words and its vector.

``kinds.npz`` holds the weights that ``python -m eval kinds --train`` writes; ``kinds.md`` says what
they were trained on. A question is read as (1) the patterns of ``cues.yaml``, (2) its runs of one and
two characters, with question words brought to one form (咋, 怎样, 如何), (3) each question word with
what stands around it, and (4) its vector, where the embedding model is the one the head was trained with.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import numpy as np
import yaml

from corpus.language.words import fold
from index.embeddings import BUNDLED_MODEL, PolicyEmbeddings

WEIGHTS = Path(__file__).with_name("kinds.npz")
_CUES = Path(__file__).with_name("cues.yaml")
VECTOR_SCALE = 4.0  # of a unit vector beside the words; with it, neither drowns the other
_CUE_SCALE = 0.5
_WORD_SCALE = 0.6  # of a question word with its surroundings


class QuestionKind(StrEnum):
    """What form of answer is wanted."""

    FIGURE = "数字"
    WHEN = "时间"
    WHO = "主管部门"
    LIST = "列举"
    AGGREGATE = "汇总"
    DUTY = "部门职责"
    TARGET = "目标"
    COMPARISON = "比较"
    DEFINITION = "释义"
    REASON = "缘由"
    PROCEDURE = "办理"
    YES_NO = "是否"
    CASE = "个案"
    OVERVIEW = "概览"
    NAVIGATION = "定位"
    DOCUMENT = "文件信息"
    LIBRARY = "文件检索"
    BENEFITS = "可享政策"
    ADVICE = "建议"
    SOCIAL = "寒暄"
    CONTENT = "内容"


_DOCUMENT = re.compile(
    r"《[^》]*》|[\u4e00-\u9fff]{1,6}[〔\[（(]?20\d\d[〕\]）)年]?第?\d+号(?:文件?)?"
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
# Question words by what they ask; the name of the group stands for all of them.
_ASKING = re.compile(
    "(?P<W>[哪那](?:些|几|[两二三四五六七八九十])|有啥|有什么|有何|有哪)"
    "|(?P<M>多少|好多|几(?!乎|经)|多[大高久长重远])"
    "|(?P<T>(?:什么|啥)时候|[何几]时|哪一?[天年]|几[月号]|何日|多会儿)"
    "|(?P<R>为什么|为啥|为何|凭什么|凭啥|咋个要|图个?啥)"
    "|(?P<P>谁|哪个?(?:部门|单位|机关|机构|科室|局|厅)|哪[里儿边]|找哪|什么地方|哪家)"
    "|(?P<H>怎么样?|怎样|如何|咋[个样的]?|怎(?=[么样办])|啷个)"
    "|(?P<Q>什么|啥子?|何(?!必|况)|哪个?)"
)
_GROUPS = frozenset(_ASKING.groupindex)
_END = " ？?。！!"


def features(text: str) -> dict[str, float]:
    """The sparse features of a question by name, each with its value."""
    text = fold(text).strip()
    found = {f"cue {name}": _CUE_SCALE for name, cue in _cues() if cue.search(text)}
    plain = _DIGITS.sub("0", _DOCUMENT.sub("《》", text))
    asked = _ASKING.sub(lambda m: str(m.lastgroup), plain).strip(_END)
    edged = f"^{asked}$"
    runs = {edged[i : i + n] for n in (1, 2) for i in range(len(edged) - n + 1)}
    found |= dict.fromkeys(runs, len(runs) ** -0.5)
    found |= dict.fromkeys(_around(asked), _WORD_SCALE)
    return found


def _around(asked: str) -> Iterator[str]:
    """Each question word with one and two characters before it and up to three behind it."""
    for at, letter in enumerate(asked):
        if letter in _GROUPS:
            before, behind = asked[max(0, at - 2) : at], asked[at + 1 : at + 4]
            yield from (f"{letter}|{behind[:n]}" for n in range(4))
            yield from (f"{before[-1:]}|{letter}", f"{before}|{letter}")
            yield f"{before[-1:]}|{letter}|{behind[:1]}"


@lru_cache(maxsize=1)
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = yaml.safe_load(_CUES.read_text(encoding="utf-8"))
    return tuple((str(name), re.compile(pattern)) for name, pattern in rows.items())


@dataclass(frozen=True, slots=True)
class Head:
    """A linear head: ``words`` maps a feature to its row of ``weights`` (features, kinds); the
    ``dense`` rows (dimension, kinds) are for the vector less its ``mean``, empty for words alone."""

    words: Mapping[str, int]
    weights: np.ndarray
    bias: np.ndarray
    dense: np.ndarray
    mean: np.ndarray

    def shares(self, text: str, vector: np.ndarray | None = None) -> np.ndarray:
        """Probability of each kind, in the order of ``QuestionKind``; they add up to 1."""
        known = [(self.words[f], v) for f, v in features(text).items() if f in self.words]
        total = self.bias.copy()
        if known:
            rows, values = zip(*known, strict=True)
            total += np.array(values, np.float32) @ self.weights[list(rows)]
        if vector is not None:
            total += VECTOR_SCALE * (vector - self.mean) @ self.dense
        odds = np.exp(total - total.max())
        return odds / odds.sum()


@lru_cache(maxsize=1)
def _heads() -> dict[bool, Head]:
    """The head with the vector (True) and the one without."""
    with np.load(WEIGHTS) as stored:
        words = {str(word): row for row, word in enumerate(stored["words"])}
        kept = {name: stored[name].astype(np.float32) for name in stored.files if name[1] == "_"}
    none = np.zeros(0, np.float32)
    return {
        True: Head(words, kept["v_weights"], kept["v_bias"], kept["v_dense"], kept["v_mean"]),
        False: Head(words, kept["s_weights"], kept["s_bias"], none, none),
    }


def kind_shares(text: str, embeddings: PolicyEmbeddings | None = None) -> dict[QuestionKind, float]:
    """Probability (0–1) of every kind for a question, likeliest first.

    Args:
        embeddings: the model in use; any but the bundled one is left aside, as the head knows only
            the vectors of that one.
    """
    bundled = embeddings is not None and embeddings.name.startswith(f"{BUNDLED_MODEL}/")
    vector = embeddings.encode_query(text) if embeddings and bundled else None
    shares = _heads()[vector is not None].shares(text, vector).tolist()
    ranked = sorted(zip(QuestionKind, shares, strict=True), key=lambda pair: -pair[1])
    return dict(ranked)

"""BM25 over a handful of thousand passages, for hard negatives."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from corpus.language.words import search_words

_K1, _B = 1.2, 0.75


class Bm25:
    """Ranks passages by the words they share with a question."""

    def __init__(self, passages: Sequence[str]) -> None:
        counted = [Counter(search_words(passage)) for passage in passages]
        lengths = [sum(counts.values()) for counts in counted]
        mean = sum(lengths) / max(1, len(lengths))
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (counts, length) in enumerate(zip(counted, lengths, strict=True)):
            norm = _K1 * (1 - _B + _B * length / mean)
            for word, count in counts.items():
                weight = count * (_K1 + 1) / (count + norm)
                self._postings[word].append((number, weight))
        self._count = len(passages)

    def best(self, question: str, limit: int) -> list[int]:
        """Numbers of the passages that share most with ``question``, best first."""
        scores: dict[int, float] = defaultdict(float)
        for word in dict.fromkeys(search_words(question)):
            postings = self._postings.get(word, ())
            if len(postings) > self._count // 4:
                continue  # 的, 是: no help, and slow
            idf = math.log(1 + (self._count - len(postings) + 0.5) / (len(postings) + 0.5))
            for number, weight in postings:
                scores[number] += idf * weight
        return sorted(scores, key=lambda number: (-scores[number], number))[:limit]

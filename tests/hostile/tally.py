"""How many hostile inputs were tried, and which of them got through."""

from collections import Counter

tried: Counter[str] = Counter()
through: list[str] = []


def held(kind: str, ok: object, what: object) -> None:
    """Count one hostile input of a kind; ``ok``: it did no harm.

    Raises:
        AssertionError: it did.
    """
    tried[kind] += 1
    if not ok:
        through.append(f"{kind}: {what!r:.300}")
    assert ok, f"{kind}: {what!r:.2000}"


def line() -> str:
    """One line for whoever runs the tests."""
    kinds = "，".join(f"{kind} {count}" for kind, count in tried.items())
    return f"尝试敌意输入 {tried.total()} 个，得逞 {len(through)} 个（{kinds}）"

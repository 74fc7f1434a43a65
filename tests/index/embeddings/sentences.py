"""Texts of many lengths."""


def varied_sentences(text: str, count: int = 36) -> list[str]:
    """Stretches of a document of 2 to about 600 characters, as they come."""
    lengths = (2, 5, 9, 14, 22, 35, 60, 110, 180, 250, 400, 600)
    step = (len(text) - 600) // count
    return [text[n * step : n * step + lengths[n % len(lengths)]] for n in range(count)]

"""The plain text that goes with a copied answer: each quote and where it stands."""

from assistant.answer import Answer, Citation
from pages import texts


def sources_text(answer: Answer) -> str:
    """One line a citation, "" without citations."""
    if not answer.citations:
        return ""
    return "\n".join([f"{texts.SOURCE_LABEL}：", *(_line(c) for c in answer.citations)])


def quote_text(cited: Citation) -> str:
    """One quote and where it stands, without the mark, which means nothing elsewhere."""
    return _line(cited).removeprefix(f"[{cited.n}] ")


def _line(cited: Citation) -> str:
    number = f"（{cited.number}）" if cited.number else ""
    return (
        f"[{cited.n}] 《{cited.title}》{number}，{cited.section}：“{cited.quote}”"
        f"（{texts.VALIDITY}：{cited.validity}）"
    )

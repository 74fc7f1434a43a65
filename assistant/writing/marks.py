"""The many ways in which models mark the clause a sentence stands on, made one: ``[n]``."""

import re

_NUMBERS = (
    r"[0-9０-９]{1,3}(?:\s*(?:[,，、;；和及]|\]\s*\[)\s*(?:条文|材料|来源)?\s*\^?[0-9０-９]{1,3})*"
)
_NAMED = "(?:条文|材料|来源|出处|引文|文献|资料|参考|依据)"
_FORMS = [
    # （见条文1）, 【材料1、2】, (来源: 3), [条文2]
    re.compile(rf"[\[［【（(]\s*(?:详?见|参见|参考|依据|根据)?\s*{_NAMED}\s*[:：]?\s*第?\s*({_NUMBERS})\s*[条号]?\s*[\]］】）)]"),
    # [1], [1, 2], 【1】, ［１］, [^1]
    re.compile(rf"[\[［【]\s*\^?({_NUMBERS})\s*[\]］】]"),
    # ^1^, ^[1]^, <sup>1</sup>
    re.compile(rf"\^\[?({_NUMBERS})\]?\^|<sup>\s*\[?({_NUMBERS})\]?\s*</sup>", re.IGNORECASE),
    # （1） at the end of words; at their beginning it numbers an item
    re.compile(
        rf"(?<=[\u4e00-\u9fff%”》）)\]])[（(]\s*({_NUMBERS})\s*[）)](?=\s*(?:[。；;，,！？!?]|\[|$))",
        re.MULTILINE,
    ),
]  # fmt: skip
_CIRCLED = re.compile(
    "(?<=[\u4e00-\u9fff%”》）)\\]])([①-⑳]+)(?=\\s*(?:[。；;，,！？!?]|\\[|$))", re.MULTILINE
)
_ACCORDING = re.compile(
    rf"(^|[。；\n])\s*(?:根据|依据|按照|据)(?:上述|所给)?(?:条文|材料|来源)\s*[\[【（(]?({_NUMBERS})[\]】）)]?(?:的规定|规定|可知|所述)?[，,：:]?([^。；\n]*)"
)


def with_marks(text: str) -> str:
    """``text`` with each mark as ``[n]``, one bracket a number; in a text that has them, nothing changes."""
    for form in _FORMS:
        text = form.sub(lambda m: _brackets(next(g for g in m.groups() if g)), text)
    text = _CIRCLED.sub(lambda m: "".join(f"[{ord(c) - ord('①') + 1}]" for c in m[1]), text)
    return _ACCORDING.sub(lambda m: f"{m[1]}{m[3]}{_brackets(m[2])}", text)


def _brackets(numbers: str) -> str:
    return "".join(f"[{int(n)}]" for n in re.findall(r"\d+", numbers))

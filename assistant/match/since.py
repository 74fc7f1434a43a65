"""Years since an enterprise was founded: 从注册当年起3年内, where the profile tells the year."""

import re

from assistant.match.statements import Told

_WITHIN = re.compile(
    "(?:注册|成立|设立|迁入|落户|入驻)[^,;。]{0,8}?(?:当?年|之日|日|年度)?起(?:计算)?(?:的?前?)(?P<n>[0-9一二三四五六七八九十])个?(?:年|会计年度)(?:内|以内)?"
)
_FOUNDED = re.compile(
    "(?:注册|成立|设立|迁入|创办)[^0-9,，;；。]{0,8}(?P<a>(?:19|20)[0-9]{2})|(?P<b>(?:19|20)[0-9]{2})年?[^0-9,，;；。]{0,6}(?:注册|成立|设立|迁入|创办)"
)
_NUMERALS = "零一二三四五六七八九十"


def years_allowed(plain: str) -> int | None:
    """Within how many years of the founding a condition has to be met, None where it names none."""
    found = _WITHIN.search(plain)
    if found is None:
        return None
    digit = found["n"]
    return int(digit) if digit.isdigit() else _NUMERALS.index(digit)


def founded(told: Told) -> tuple[int, str] | None:
    """The year of the founding and the words that tell it."""
    for statement in told.held:
        if found := _FOUNDED.search(statement.text):
            return int(found["a"] or found["b"]), statement.text
    return None

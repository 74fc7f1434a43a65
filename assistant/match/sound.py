"""What can't be true of anybody: figures beyond reason, and statements that contradict each other."""

import re
from decimal import Decimal

from assistant.errors import ProfileError
from assistant.match.statements import Told
from assistant.match.words import covered

# More than any employer has, and more than all that is invested in the country in a year.
_HEADS, _MONEY = Decimal(20_000_000), Decimal(10**14)
_NEGATIVE = re.compile(
    r"(?:(?<=投资|投入|金额|营收|费用|收入|购置|贷款)|(?<![0-9A-Za-z\u4e00-\u9fff）)]))[-－−负][0-9]+(?:\.[0-9]+)?[万亿]?(?:元|人|名|%|年|亩)"
)
_ALIKE = 0.8  # of the words of what holds: it is what is denied elsewhere


def check(told: Told) -> None:
    """Return if a profile can be true.

    Raises:
        ProfileError: it can't, with the words that clash.
    """
    said = (told.profile.size, *told.profile.plans, *told.profile.facts.values())
    for words in said:
        if found := _NEGATIVE.search(words):
            raise ProfileError(f"“{found[0]}”是负数，请核对。")
    heads = {}
    for quantity, _ in told.quantities:
        limit = {"金额": _MONEY, "人数": _HEADS}.get(quantity.dimension)
        if limit is not None and abs(quantity.value) >= limit:
            raise ProfileError(f"“{quantity.words}”不合常理，请检查单位。")
        if quantity.label == "从业人员":
            heads[quantity.value] = quantity.words
    if len(heads) > 1:
        raise ProfileError(f"规模里的人数前后不一（{'、'.join(heads.values())}），请核对。")
    for denied in told.denied:
        for held in told.held:
            if not denied.words.words or not held.words.words:
                continue
            there, _ = covered(denied.words.words, held.words)
            back, _ = covered(held.words.words, denied.words)
            if there == 1.0 and back >= _ALIKE:
                raise ProfileError(f"前后矛盾：既说“{held.text}”，又说“{denied.text}”，请核对。")

"""Take numbers of persons out of text that is to be shown or written apart from its conversation.

Numbers of companies (统一社会信用代码) stay: they are public, and questions are asked about them.
"""

import re
from datetime import date

_MOBILE, _LANDLINE, _IDENTITY = "［手机号］", "［电话号码］", "［身份证号］"
# What stands in a number's place; nobody asked about it.
LABEL = re.compile("|".join(map(re.escape, (_MOBILE, _LANDLINE, _IDENTITY))))
# Length stays, so that spans of the plain text are spans of the original.
_PLAIN = str.maketrans("０１２３４５６７８９Ｘｘ－（）　", "0123456789Xx-() ")
_EIGHTEEN = re.compile(
    r"(?<![0-9])\d{17}[0-9xX](?!\d)|(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Za-z])", re.ASCII
)
_TELEPHONE = re.compile(
    r"(?<!\d)(?:(?:\+|00)?86[- ]?)?(?P<mobile>1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)"
    r"|(?<!\d)\(?0(?:10|2\d|[3-9]\d{2})(?:\) ?|[- ]?)[2-9]\d{6,7}(?!\d)",
    re.ASCII,
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def masked(text: str) -> str:
    """``text`` with mobile, landline and identity numbers replaced by what they are."""
    plain = text.translate(_PLAIN)
    shown: list[str] = []
    end = 0
    for found in _EIGHTEEN.finditer(plain):
        number = found[0].upper()
        identity = _is_identity(number)
        if not identity and not _is_credit_code(number):
            continue
        shown.append(_without_telephones(text[end : found.start()], plain[end : found.start()]))
        shown.append(_IDENTITY if identity else text[found.start() : found.end()])
        end = found.end()
    shown.append(_without_telephones(text[end:], plain[end:]))
    return "".join(shown)


def _without_telephones(text: str, plain: str) -> str:
    shown: list[str] = []
    end = 0
    for found in _TELEPHONE.finditer(plain):
        shown += [text[end : found.start()], _MOBILE if found["mobile"] else _LANDLINE]
        end = found.end()
    return "".join([*shown, text[end:]])


def _is_identity(number: str) -> bool:
    """Whether an 18-character number is a citizen's (GB 11643): a birthday, and the right last sign."""
    if not number[:17].isdigit():
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(w * int(d) for w, d in zip(_WEIGHTS, number[:17], strict=True))
    return born.year >= 1850 and number[17] == "10X98765432"[total % 11]


def _is_credit_code(number: str) -> bool:
    """Whether an 18-character number is an organisation's (GB 32100), by its last sign."""
    values = [_CREDIT.find(sign) for sign in number]
    if min(values) < 0:
        return False
    total = sum(value * pow(3, n, 31) for n, value in enumerate(values[:17]))
    return values[17] == -total % 31

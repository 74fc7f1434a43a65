"""What people write of themselves into a question, hidden from whoever reads questions later."""

import re

_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(0(?:10|2\d|[3-9]\d{2}))([-— ]?)\d{7,8}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)(\d{6})(\d{11})([\dXx])(?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def masked(text: str) -> str:
    """``text`` with mobile and landline numbers and identity card numbers made unreadable.

    An identity number is one whose check digit is right, so that other long numbers stay.
    """
    text = _IDENTITY.sub(_hide_identity, text)
    text = _MOBILE.sub(r"\1****\2", text)
    return _LANDLINE.sub(r"\1\2****", text)


def _hide_identity(found: re.Match[str]) -> str:
    digits, check = found[1] + found[2], found[3].upper()
    total = sum(int(d) * weight for d, weight in zip(digits, _WEIGHTS, strict=True))
    if _CHECKS[total % 11] != check:
        return found[0]
    return found[1] + "*" * 12

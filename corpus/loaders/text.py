"""Plain text: find the encoding, leave the words exactly as they stand."""

import codecs
import re

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted

_EMPTY = "文件是空的，没有可导入的内容。"
_BINARY = "文件是二进制内容，不是文本；请确认文件类型。"
_UNKNOWN = "无法识别文字编码，请另存为 UTF-8 后再导入。"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ("gb18030", "big5", "utf-16-le", "utf-16-be")
_WIDE = ("utf-16-le", "utf-16-be")
_TOLERATED = 0.002  # share of bytes that may be damaged before a file counts as unreadable
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# Marks of width none that editors and pages leave behind; joiners mean nothing in Chinese.
_INVISIBLE = re.compile("[\u200b-\u200f\u2060]")


def load_text(data: bytes) -> Extracted:
    """Return the text as it stands; only line ends are made ``\\n``.

    Raises:
        DocumentError: empty, binary, or in no encoding we know.
    """
    text, notes = decode(data)
    return Extracted(text, notes=notes, kind="txt")


def decode(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Decode UTF-8, UTF-16, UTF-32, GB18030 (covers GBK, GB2312) or Big5; ``declared`` is tried too.

    Returns the text and remarks (damaged bytes). A file cut off inside a character still reads.

    Raises:
        DocumentError: empty, binary, or in none of these encodings.
    """
    if not data.strip():
        raise DocumentError(_EMPTY)
    text, notes = _decode(data, declared)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    controls = len(_CONTROL.findall(text))
    if controls > max(2, len(text) * _TOLERATED):
        raise DocumentError(_BINARY)
    text = _CONTROL.sub("", text) if controls else text
    text = _INVISIBLE.sub("", text)
    if not text.strip():
        raise DocumentError(_EMPTY)
    return text, notes


def _decode(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    for encoding in ("utf-8", declared):
        if encoding and (text := _strict(data, encoding)) is not None:
            return text, ()
    wide = b"\0" in data  # only 16-bit text has zeros: its line ends and Latin letters
    guesses = _WIDE if wide else _GUESSES
    scored = [
        (_chinese(text), -place, text)
        for place, name in enumerate(guesses)
        if (text := _strict(data, name))
    ]
    if scored and max(scored)[0] > (0.8 if wide else 0.3):
        return max(scored)[2], ()
    if wide:
        raise DocumentError(_BINARY)
    for encoding in ("utf-8", "gb18030"):
        try:
            return _lenient(data, encoding)
        except DocumentError:
            continue
    raise DocumentError(_UNKNOWN)


def _strict(data: bytes, encoding: str) -> str | None:
    """Decode with no error but a last character that is cut off; None where it doesn't fit."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        return decoder.decode(data, final=False)
    except (UnicodeError, LookupError):
        return None


def _lenient(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    damaged = text.count("\ufffd")
    if damaged > max(4, len(text) * _TOLERATED) or damaged * 20 > len(text):
        raise DocumentError(_UNKNOWN)
    return text, (f"有 {damaged} 处字节已损坏，显示为“\ufffd”，请核对。",) if damaged else ()


def _chinese(text: str) -> float:
    """Share of characters that an everyday Chinese text has: GB 2312's first level, its marks, ASCII."""
    sample = text[:4000]
    common = sum(_common(c) for c in sample)
    return common / max(1, len(sample))


def _common(c: str) -> bool:
    if c in "，。；：、（）“”《》？！〔〕—… \n\r\t\u3000":
        return True
    if not "\u4e00" <= c <= "\u9fff":
        return c.isascii() and c.isprintable()
    code = c.encode("gb2312", "ignore")
    big5 = c.encode("big5", "ignore")
    return (len(code) == 2 and code[0] < 0xD8) or (len(big5) == 2 and big5[0] < 0xC7)

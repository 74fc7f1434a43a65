"""What a single line of an official document is, by its own words."""

import re

from corpus.language.document_numbers import find_numbers
from corpus.language.numerals import find_dates
from corpus.language.organs import ends_organ
from corpus.language.words import unspaced
from corpus.structure.headline import NUMBER_LINE, OPENING

_ADDRESSEE = re.compile(r"[^。；]{2,200}[：:]$")
_ADDRESSEE_WORD = re.compile(
    "各|政府|部门|单位|委|厅|局|企业|机构|公司|院|校|社区|同志|纳税人|业主|村|户"
)
_LONGEST_NUMBER = 40
# 第802号, （第8号）: the serial of an order or announcement on a line of its own
_SERIAL = re.compile(
    r"[（(]?\s*(?:[12][0-9]{3}\s*年\s*)?第\s*[0-9一二三四五六七八九十百千〇零]+\s*号\s*[）)]?"
)
_ORDER = re.compile("(?:令|公告|通告|命令)$")
_DONE = "通过|公布|发布|颁布|修订|修正|修改|批准|施行|印发|批转|转发"
# （2024年12月25日第十四届…常务委员会第十三次会议通过）, 2025年3月17日 …令第802号修订
_ADOPTED = re.compile(
    rf"[（(]?[^。；]{{0,60}}[0-9一二三四五六七八九十〇○零]{{1,4}}\s*年[^。；]{{2,160}}?(?:{_DONE})[^。；，]{{0,24}}[）)]?$"
)
_ADOPTED_OPEN = re.compile(
    r"[（(]\s*(?:根据)?\s*[12][0-9]{3}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日[^（()）]*$"
)


def is_date(piece: str) -> bool:
    """Whether a line is a date and nothing else (brackets allowed)."""
    dates = find_dates(piece)
    return bool(dates) and dates[0][1] - dates[0][0] >= len(piece) - 2


def is_addressee(piece: str) -> bool:
    """Whether a line addresses somebody (各市人民政府：)."""
    named = _ADDRESSEE.match(piece) and _ADDRESSEE_WORD.search(piece)
    return bool(named) and not OPENING.search(piece)


def is_number(piece: str) -> bool:
    """Whether a line is a document number (文号) and little else."""
    if len(piece) > _LONGEST_NUMBER:
        return False
    found = find_numbers(piece)
    whole = bool(found) and found[0][0] == 0 and found[-1][1] == len(piece)
    return whole or bool(NUMBER_LINE.search(piece))


def is_serial(piece: str, above: str) -> bool:
    """Whether a line is the serial of the order that ``above`` names (…令 / 第802号)."""
    return bool(_SERIAL.fullmatch(piece)) and bool(_ORDER.search(unspaced(above)))


def is_adoption(piece: str) -> bool:
    """Whether a line under a title says when and by whom it was adopted (题注)."""
    return len(piece) <= 400 and bool(_ADOPTED.match(piece))


def opens_adoption(piece: str) -> bool:
    """Whether such a line begins here and goes on in the next one."""
    return bool(_ADOPTED_OPEN.match(piece))


def is_letterhead(piece: str) -> bool:
    """Whether a line is a body's name as it stands above a number or a title (…人民政府文件)."""
    plain = unspaced(piece)
    if plain == "文件":  # below the bodies that issue it together
        return True
    return (
        len(plain) <= 40
        and ends_organ(plain.removesuffix("文件"))
        and not re.search("[，。：:]", plain)
    )

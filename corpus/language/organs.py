"""Names of public bodies as they stand in signatures, letterheads and titles."""

import re
from collections.abc import Iterable

from corpus.language.departments import department_table
from corpus.language.places import place_table

_ENDINGS = (
    "政府|常务委员会|代表大会|人大常委会|委员会|管委会|办公厅|办公室|委|党组|工作组|专班|小组|"
    "指挥部|联防联控机制|(?<!工作机)联席会议|厅|(?<![布格结当全大时])局|总署|公署|委办|"
    "(?:(?<![一大外内全各])部)(?!分)|国务院|(?:法|检察|科学|研究|学|医|设计|歌剧)院|(?<![机不社])会(?<!大会)|协会|学会|商会|联合会|"
    "基金会|中心|总公司|公司|集团|银行|分行|支行|[处科司署社行站队馆所室办](?<![工手国领公创从])|总队|支队|大队|大学|学校|中学|小学|联盟|组"
)
_ENDS = re.compile(f"(?:{_ENDINGS})(?:[（(][\u4e00-\u9fff]{{2,14}}[）)])?$")
# 防控工作领导小组, 工作委员会: no body of its own, but the rest of a name begun before it.
_GENERIC = re.compile(
    "(?:[\u4e00-\u9fff]{0,8}工作)?(?:领导小组)?(?:办公室|办公厅|委员会|领导小组|指挥部|综合组)$"
)
_OWN_START = re.compile(
    "中共|中国|中华|国家|国务院|全国|共青团|最高|教育部|[\u4e00-\u9fff]{2,8}[部署](?:办公厅|$)|[省市县区州本我]"
)
_NO_NAME = re.compile(r"[。；;！!？?：:“”《》【】、，,0-9０-９]|^(?:特此|附|抄|此件)")
_LONGEST = 40
# 总理 李强, 市长：张三, 局长 王 五
_PERSON = re.compile(
    "^(?:[\u4e00-\u9fff]{0,20}?(?:总理|主席|省长|市长|县长|区长|州长|部长|厅长|局长|主任|行长|署长|院长|检察长))"
    r"[\s\u3000:：]+[\u4e00-\u9fff]{1,2}[\s\u3000]{0,4}[\u4e00-\u9fff·]{1,6}$"
)
_LEADS = re.compile("^(?P<who>.{2,200}?)(?:关于(?!.{0,3}$)|印发|转发|批转|发布|公布|办理)")
_SEAL = re.compile(r"[（(](?:代|印|公|盖)?章[）)]")
_AND = re.compile(r"[\s\u3000、，,；;]+")


def is_person(piece: str) -> bool:
    """Whether a signature is a person's (``总理  李强``)."""
    words = piece.strip()
    if re.search(r"[\s\u3000]{2}", words):  # 总　理　　李某某: letters set apart, then the name
        words = " ".join(re.sub(r"\s", "", part) for part in re.split(r"[\s\u3000]{2,}", words))
    return bool(_PERSON.match(words))


def ends_organ(piece: str) -> bool:
    """Whether a piece of text ends as the name of a public body does."""
    return bool(_ENDS.search(piece))


def may_sign(piece: str) -> bool:
    """Whether a line can be (part of) a signature: a name of bodies or a person, no sentence."""
    words = re.sub(r"[（(][\u4e00-\u9fff]{1,14}[）)]", "", piece.strip())
    if is_person(piece):
        return True
    plain = re.sub(r"[\s\u3000]+", "", words)
    each = max((len(part) for part in words.split()), default=0)
    if _NO_NAME.search(plain.replace("、", "")) or ("的" in plain and not stands_alone(plain)):
        return False
    return len(plain) >= 2 and each <= _LONGEST


def stands_alone(piece: str) -> bool:
    """Whether a piece is a whole name: it begins with a place, the state or a known department."""
    if not ends_organ(piece):
        return False
    if _OWN_START.match(piece) or any(found.start == 0 for found in place_table().find(piece)):
        return True
    return any(found.start == 0 for found in department_table().find(piece))


def split_organs(lines: Iterable[str]) -> tuple[str, ...]:
    """The bodies that sign, in order, each once: ``["财政部 税务总局"]`` → two, a name broken over
    two lines → one, letters set apart (``财 政 部``) are joined. Persons are left out."""
    names: list[str] = []
    for line in lines:
        if is_person(line):
            continue
        for piece in _AND.split(_close_up(_SEAL.sub("", line.strip()))):
            if not piece:
                continue
            if names and (not ends_organ(names[-1]) or _GENERIC.fullmatch(piece)):
                names[-1] += piece
            else:
                names.append(piece)
    return tuple(dict.fromkeys(names))


def _close_up(line: str) -> str:
    """Single letters set apart are one name."""
    parts = re.split(r"[\s\u3000]+", line)
    return "".join(parts) if all(len(part) == 1 for part in parts) else line


def organs_of_title(title: str) -> tuple[str, ...]:
    """The bodies that a title names as its issuers (``甲局 乙局关于…的通知``), empty if none."""
    led = _LEADS.match(title)
    if not led or re.search("[《“：:]", led["who"]):
        return ()
    found = split_organs([led["who"]])
    return found if found and all(ends_organ(name) and len(name) >= 3 for name in found) else ()

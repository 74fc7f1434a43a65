"""The sides of a comparison: 园区内和园区外分别补多少, 工信和发改有什么不同, 甲县和乙县哪个高.

The two names stand on both sides of 和 (与, 跟, 、); where each begins and ends is told by what
parallels: the same first or last word, a border of the phrase, a like length.
"""

import re
from dataclasses import dataclass

from assistant.understanding.subject import is_side
from corpus.language.departments import DepartmentTable, department_table
from corpus.language.places import places_in
from corpus.language.words import word_spans

_DIFFER = "(?:不同|不一样|区别|差别|差异|异同|出入)"
_WHAT = "(?:有(?:什么|啥|何|哪些|没有)?|(?:什么|啥))"
_IN_PLACE = "有什么"  # stays where it stands
# What asks for the comparison, with what is asked of each side instead.
_ASKS = (
    (
        re.compile(
            f"{_WHAT}{_DIFFER}(?:之处|的地方)?的?"
            f"|(?:的|之间的?)?{_DIFFER}(?:是什么|在哪里?|有哪些|大吗|是啥)?"
        ),
        "",
    ),
    (
        re.compile(
            "[，,]?(?:哪(?:个|家|边|种|一个|一?方|里)?|谁)(?P<does>[^，,。？?]{0,8}?)得?(?:更|比较|最)?"
            "(?:高|低|多|少|大|小|好|划算|强|长|短|快|严|松|合算|优惠)(?:一?些|点)?$"
        ),
        "多少",
    ),
    (re.compile("相差(?:多少|多大)?|差(?:了)?(?:多少|多大|几[倍年]?)|差在哪里?"), "多少"),
    (
        re.compile(
            "(?:分别|各自|各)(?=[是为有要能奖补几可需应怎由归给资缴交收负干做管占罚达不最按该得免减贴享包]|多少|百分|什么|如何)"
        ),
        "",
    ),
    (re.compile("(?:之间)?(?:的|怎么|如何|是怎么|怎样)?分工(?:是什么|如何|怎样|情况|的)?$"), ""),
    (re.compile("(?<=[^，,])有(?:什么|啥|哪些|何)(?=门槛|限制|要求)"), _IN_PLACE),
    (
        re.compile(
            "一样(?:多|高|大)?(?:吗|么|不)?|相同吗|(?:对比|比较)(?:一下|下)?(?:的?情况|看看)?$"
        ),
        "",
    ),
)
_OPENS = re.compile("^(?:请)?(?:帮我)?(?:对比|比较|比一比|对照)(?:一下|下)?(?:看看)?[，,：:]?")
_JOINT = re.compile(
    "和|与|跟|同(?!时|一|样|意)|以及|、|还是|相比|(?<=[\u4e00-\u9fff])比(?=[\u4e00-\u9fff])"
)
_STOP = re.compile("[，,；;。：:]|的|在|对|里|之间|相比|占比|比例|每[件个人家户年次项]")
_WORK = re.compile("的?(?:分工|职责|任务|工作|职能)")
_ABOUT = re.compile("(?:上|中|里|方面|时|对待|处理)$")
_AMOUNT = re.compile(
    "(?:奖励|补贴|补助|资助|金额|比例|标准|额度|利率|税率|份额|期限|费用|面积|人数)$"
)
_LEVEL = re.compile("国家|中央|全国|(?:全|本)?[省市县区](?:里|级)?")
_MOST = 6  # words of a name
_LEAST = 1.0  # of what two names must have in common to be the sides
_QUESTION = re.compile("多少|几|什么|啥|谁|哪|怎|咋|如何|吗")


@dataclass(frozen=True, slots=True)
class Sides:
    """``names`` of what is compared and the question that asks it of each."""

    names: tuple[str, ...]
    questions: tuple[str, ...]


def sides_of(text: str, table: DepartmentTable | None = None) -> Sides | None:
    """The sides of a comparison, None where the text compares nothing."""
    body = _OPENS.sub("", text.strip())
    opened = body != text.strip()
    plain = body.rstrip("？?。！! ")
    asks, instead = next(
        ((m, new) for pattern, new in _ASKS if (m := pattern.search(plain))), (None, "")
    )
    if asks is None and not opened:
        return None
    limit = asks.start() if asks else len(plain)
    split = _split(plain, limit, table or department_table())
    if split is None:
        return None
    start, joint, end = split
    begin, second = joint
    first_name, second_name = plain[start:begin], plain[second:end]
    names, before = [first_name, second_name], plain[:start]
    while before.endswith("、"):  # A、B和C
        earlier = re.split("[，,；;。：:、的]", before[:-1])[-1]
        names.insert(0, earlier)
        before = before[: len(before) - 1 - len(earlier)]
    behind = plain[asks.end() :] if asks else ""
    if asks and instead is _IN_PLACE:
        behind = f"{instead}{behind}"
    elif asks and asks.groupdict().get("does"):
        instead = f"{asks['does']}{instead}"
    rest = (plain[end:limit] + behind).strip("，, ")
    asked = names
    bodies = table or department_table()
    if _different_bodies(names, bodies):
        rest = rest if _QUESTION.search(rest) else f"{_WORK.sub('', rest)}要做哪些事"
        asked = [name if bodies.find(name) else f"{name}部门" for name in names]
    if not _QUESTION.search(rest):
        rest = f"{rest}{'是' if rest else ''}{instead}" if instead else rest
        rest = rest if _QUESTION.search(rest) else _asking(rest)
    return Sides(tuple(names), tuple(f"{before}{name}{rest}" for name in asked))


def _asking(rest: str) -> str:
    """What is asked of each side, as a question."""
    if not rest or _ABOUT.search(rest):
        return f"{rest}是怎么规定的"
    return f"{rest}是多少" if _AMOUNT.search(rest) else f"{rest}是什么"


def _split(
    text: str, limit: int, table: DepartmentTable
) -> tuple[int, tuple[int, int], int] | None:
    """Where the first name begins, the span of what joins them, where the second ends."""
    best: tuple[float, tuple[int, tuple[int, int], int]] | None = None
    mentions = [(m.start, m.end) for m in table.find(text)]
    words = word_spans(text)
    for joint in _JOINT.finditer(text, 0, limit):
        starts = _starts(text, words, joint.start())
        ends = _ends(text, words, joint.end(), limit)
        for start in starts:
            for end in ends:
                worth = _parallel(text, (start, joint.start()), (joint.end(), end), mentions)
                worth += 2.0 if _at_stop(text, words, end, limit) else 0.0
                worth += (
                    1.0
                    if start == 0 or _STOP.fullmatch(text[start - 1]) or text[start - 1] == "、"
                    else 0.0
                )
                if worth >= _LEAST and (best is None or worth >= best[0]):
                    best = worth, (start, joint.span(), end)
    return best[1] if best else None


def _starts(text: str, words: list[tuple[int, int]], at: int) -> list[int]:
    """Where a name that ends at ``at`` may begin, nearest first."""
    found = []
    for start, end in reversed([w for w in words if w[1] <= at][-_MOST:]):
        if re.fullmatch("[，,；;。：:、]|的", text[start:end]):
            break
        found.append(start)
    return [s for s in found if at - s >= 2 or text[s:at].isalnum()]


def _ends(text: str, words: list[tuple[int, int]], at: int, limit: int) -> list[int]:
    """Where a name that begins at ``at`` may end, nearest first."""
    found = []
    for start, end in [w for w in words if w[0] >= at and w[1] <= limit][:_MOST]:
        if _STOP.match(text, start):
            break
        found.append(end)
    return found


def _at_stop(text: str, words: list[tuple[int, int]], end: int, limit: int) -> bool:
    """Whether a name may well end here: before 的, a comma, what is asked, a side of the matter (占比)."""
    follows = next((text[a:b] for a, b in words if a == end), "")
    return end == limit or bool(_STOP.match(text, end)) or (len(follows) > 1 and is_side(follows))


def _parallel(
    text: str, one: tuple[int, int], other: tuple[int, int], mentions: list[tuple[int, int]]
) -> float:
    """How like two names are."""
    a, b = text[slice(*one)], text[slice(*other)]
    first, second = [a[i:j] for i, j in word_spans(a)], [b[i:j] for i, j in word_spans(b)]
    worth = -0.7 * abs(len(a) - len(b))
    worth += 4.0 * (first[-1] == second[-1]) + 4.0 * (first[0] == second[0] and len(second) > 1)
    worth += 1.0 * (a[-1] == b[-1])
    worth += 6.0 * (one in mentions and other in mentions)
    worth += 5.0 * (is_place(a) and is_place(b))
    return worth - 9.0 * (a == b) - 4.0 * (a.endswith(b) and a != b)


def _different_bodies(names: list[str], table: DepartmentTable) -> bool:
    """Whether the names are those of different departments."""
    keys = set()
    for name in names:
        found = [mention.department for mention in table.find(name)][:1]
        department = found[0] if found else table.resolve(name)
        if department is None:
            return False
        keys.add(department.key)
    return len(keys) == len(names)


def is_place(name: str) -> bool:
    """Whether a name is that of a place (柳河 too) or a level of the state, and nothing else."""
    return bool(_LEVEL.fullmatch(name)) or any(
        places_in(name + kind) == [name + kind] for kind in ("", *"市县区省州")
    )

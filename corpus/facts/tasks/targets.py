"""Numeric targets in a task: what has to be reached or kept to (增长30%以上, 3周以内, 新增500件).

What is paid (奖励100万元), who may apply (营业收入2000万元以上的企业) and what is let off (减免50%) is
no target: it says what others get, not what the responsible body has to reach.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.language.numerals import CHINESE_NUMERAL, chinese_number
from corpus.language.sentences import phrase_spans


class Direction(StrEnum):
    """On which side of the value the target is met."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    EXACT = "="


@dataclass(frozen=True, slots=True)
class Target:
    """``value`` in ``unit`` as written (1, 万亿元); ``text`` are the words around it."""

    text: str
    value: float
    unit: str
    direction: Direction


_SCALES = {"百": 100, "千": 1000}
_UNITS = (
    "个百分点|个基点|个工作日|工作日|个小时|小时|分钟|个月|个半天|平方公里|平方米|立方米|公里|千米|"
    "公顷|千瓦时|千瓦|人次|批次|"
    "%|％|元|亩|吨|米|倍|家|户|个|项|条|件|名|人|台|套|辆|张|场|次|所|处|座|周|天|日|年|只|片|支|届|"
    "期|份|部|篇|种|款|宗|"
    "间|床|株|头|门|位|度|班|册|幅|艘|架|对"
)
_COUNTED = f"(?:[0-9][0-9,，]*(?:\\.[0-9]+)?|{CHINESE_NUMERAL}+)"
_FIGURE = re.compile(
    r"(?P<before>不低于|不少于|不小于|不高于|不超过|不大于|不多于|低于|少于|高于|大于|多于|超过?|突破|"
    r"至少|达到?|近|约)?(?:了)?"
    rf"(?P<number>(?<![0-9.])[0-9][0-9,，]*(?:\.[0-9]+)?|百分之{CHINESE_NUMERAL}+|"
    rf"(?<=至少){CHINESE_NUMERAL}+|(?<![几数上过0-9一二三四五六七八九两])(?=[百千][项家个名户])|一半)"
    rf"\s*(?P<scale>万亿|千亿|百亿|[十百千]?万|[百千]?亿|"
    rf"[百千])?\s*[多余]?\s*(?P<unit>{_UNITS})?(?P<rate>/[年天日月])?"
    r"(?P<after>(?:及|（含）)?(?:以上|以内|以下|之内|左右|内))?"
)
# What the responsible body does to a quantity that it has to reach.
_REACHES = re.compile(
    "达到?|实现|完成|增长|增[速幅加]|[提升]高?到|提[升高]|扩大|降[低至到]|下降|压[缩减]|缩[短减]|"
    "减少|控制|不低于|不少于|不高于|"
    "新[增建]|净增|培[育养]|建[成设立]|打造|引进|推进|实施|创建|形成|设立|安排|筹[集措]|投[入放]|"
    "组[建织]|遴选|选[树派]|举办|开展|"
    "发放|培训|覆盖|力争|确保|保持|超过?|突破|推出|布局|改[造建]|启动|开[工设通]|储备|落实|布[局设]|"
    "新开|高频|至少|认定|办理|"
    "占|保证|稳定|规模|总量|提供|发展|推动|募集|清偿|年均|累计"
)
_HANDLED = re.compile(
    "^(?:完成|办[结理好妥]|审[批核查]|出具|反馈|答复|受理|拨付|到位|发放|解决|放款|核[准发]|备案|"
    "作出|给出|予以|转办|处理|回应|回复|联系|响应|上报|报送|结案|兑现|退还|公[布示]|送达|确认|审结|"
    "开通|[一-鿿]{0,4}(?:办结|审批|完成|答复|反馈))"
)
# What is done to a case within a time, also where it is a grant.
_DONE = re.compile(
    "^(?:完成|办[结理好妥]|审[批核查]|拨付|兑现|核[准发]|发放|退还|[一-鿿]{0,4}(?:办结|审批|拨付))"
)
_PAID = re.compile("给予|奖励|补[助贴]|每[户家人]|单[户笔个]|最高|可")
_TIMES = frozenset("个工作日 工作日 个小时 小时 分钟 个半天 周 天 日 个月 年".split())
_MONEY = frozenset("元".split())
# What others get, pay or are let off.
_GRANT = re.compile(
    "给予|[0-9]%的(?:资金)?支持|予以(?=[^，]{0,12}(?:奖|补|支持))|奖[励补]|补[助贴]|(?<!风险)补偿|贴息|资助|返[还回]|罚款|"
    "处以|最高|每[人户家年吨亩平]|每个(?![市县区乡镇村街]|[^，]{0,8}要)|按照?[^，]{0,20}(?:比例|标准|的[0-9])|"
    "下浮|上浮|优惠|减[免半]|免[收征缴除]|缓[缴征]|缴[纳费存]|征收|租金|津贴|工资|(?<!担)保费|保额|"
    "扣除|抵[扣免]|折|退还|额度(?:最高|上限)|"
    "上限|标准为|贷款额|授信额|兑付|赔偿|拨付(?!到位)|报销|出让年限|单笔|单户|单个|人均(?=.*补)"
)
# What somebody has to be to apply, or how something is meant.
_ELIGIBLE = re.compile(
    "(?:以上|以下|以内|之内|超过[^，]{1,12}|不足[^，]{1,12}|内)(?:（含[^）]*）)?的?(?:企业|项目|单位|"
    "人员|个人|机构|部分|纳税人|职工|员工|产品|设备|工业|服务业|在校|毕业|失业|困难|中小|小微|贷款|"
    "人才|大中型|规模|乡镇|生产线|电解|高炉|转炉|锅炉|炉)"
)
# A ceiling of what is charged binds who charges it, whatever is granted beside it.
_CEILING = re.compile(
    "(?:费率|利率|融资成本|收费标准)[^，。；0-9补贴息]{0,6}(?:下?降(?:低)?[至到]|控制在|不(?:得)?(?:超过|高于)|低于|压[减降缩][至到])(?:不超过|不高于)?(?:年化)?$"
)
# A sum that somebody has to provide: 落实首批20亿元贷款额度, 新增担保贷款额度5000万元.
_PROVIDED = re.compile("(?:落实|新增|安排|投放|筹[集措]|设立)[^，。；0-9元]{0,12}$")
_FROM = re.compile("(?:^|[^理自])[由从]$")
_BECOMES = re.compile(r"[^，。；0-9]{0,6}[提增上升降压缩减调扩][^，。；0-9]{0,4}[到至为]")
_OWNED = re.compile(
    "^[^，。；]{0,14}的[，,]?$|^[^，。；]{0,14}的(?:企业|单位|人员|个人|用人|小微|中小|家庭|职工|机构|部门可)"
)
_CONDITION = re.compile(
    "^(?:对于?(?!接|标|照)|凡|如|若|当|符合|属于)|注册资[本金]|年龄|学历|(?:营业|销售|"
    "主营)[^，]{0,4}收入(?=[^，]{0,6}[0-9])|亩均|工龄|裁员率|在职"
)
_ATMOST = re.compile(
    "控制[在到]|压[缩减][到至]|缩[短减][到至]|降低?[至到]|不超过|减少到|限[定期时]|提前"
)
# What is to be reached is said again behind what is granted: …给予贴息，确保贷款利率低于1.6%.
_AIMS = re.compile(
    "^(?:并|要|全力)?(?:力争|确保|争取|实现|使|保证)|由[0-9.]+%?[^，。；]{0,4}[提升降][高升低]?[到至]"
)
_TEXT = 40  # characters shown before a figure at most


def find_targets(text: str, start: int, end: int) -> tuple[Target, ...]:
    """The targets in ``text[start:end]``, in order, each value once."""
    found: dict[tuple[float, str], Target] = {}
    clause_granted = False
    for left, right in phrase_spans(text, start, end):
        phrase = text[left:right]
        granted = bool(_GRANT.search(phrase))
        aims = _AIMS.search(phrase)
        free = bool(aims) or not (granted or clause_granted)
        for target in _in_phrase(phrase, free=free):
            found.setdefault((target.value, target.unit), target)
        # 对…的，给予…，每年不超过…: what is granted goes on to the end of the clause
        clause_granted = (clause_granted or granted) and phrase[-1:] not in "。；;！？"
    return tuple(found.values())


def _in_phrase(phrase: str, *, free: bool) -> Iterator[Target]:
    """The targets of a phrase; where it grants something (not ``free``) only those that bind who
    grants it."""
    for match in _FIGURE.finditer(phrase):
        unit = match["unit"] or _left_out(phrase, match)
        before, behind = phrase[: match.start()], phrase[match.end() :]
        if _FROM.search(before) and _BECOMES.match(behind):
            continue  # 由20%提升至40%
        binds = _binds(before, behind, match, unit)
        if not free and not binds:
            continue
        if match["number"] == "一半" and match["after"]:
            yield Target(_words(phrase, match), 50, "%", _direction(phrase, match))
            continue
        if match["number"].startswith("百分之"):
            unit = "%"
        if not unit or not (binds or _is_target(phrase, match, unit)):
            continue
        value = _value(match["number"])
        scale = match["scale"] or ""
        if value is None or (unit in ("年", "日") and value > 1000):
            continue
        if scale in _SCALES and unit not in _MONEY:
            value, scale = value * _SCALES[scale], ""
        unit = "%" if unit == "％" else unit
        yield Target(_words(phrase, match), value, scale + unit, _direction(phrase, match))


def _binds(before: str, behind: str, match: re.Match[str], unit: str) -> bool:
    """Whether a figure binds who grants or charges something."""
    if unit in ("%", "％", "个百分点", "个基点"):
        return bool(_CEILING.search(before + (match["before"] or "")))
    if unit in _MONEY:
        quota = re.match("(?:的)?[^，。；]{0,6}额度", behind) or before.endswith("额度")
        return bool(quota and _PROVIDED.search(before) and not _PAID.search(before))
    limited = match["after"] in ("内", "之内", "以内") and not before.endswith("期限")
    return unit in _TIMES and bool(limited and _DONE.match(behind))


def _left_out(phrase: str, match: re.Match[str]) -> str:
    """元 where a sum of money is written without it: 铺底资金达到1千万以上."""
    large = (match["scale"] or "").endswith(("万", "亿")) and match["before"] and match["after"]
    return "元" if large and re.search("[资基]金|规模|投资", phrase[: match.start()]) else ""


def _is_target(phrase: str, match: re.Match[str], unit: str) -> bool:
    """Whether what surrounds a figure makes it something to reach or keep to."""
    before, behind = phrase[: match.start()], phrase[match.end() :]
    if _ELIGIBLE.match(phrase, match.start("after") if match["after"] else match.end()):
        return False
    if (
        _ELIGIBLE.search(match[0] + behind[:10])
        or _OWNED.match(behind)
        or _CONDITION.search(before)
    ):
        return False
    if unit in _TIMES:
        if re.search(
            "第$|[0-9]月$|年$|月$|满$|提前$|不足$|每$|连续$|近$|期限?|为期|“", before[-6:]
        ):
            return False
        limited = match["after"] in ("内", "之内", "以内") or match["before"] in ("不超过", "低于")
        shortened = re.search("压[缩减]|缩[短减]|控制|减[少至]|降[低至到]", before) is not None
        return (limited or shortened) and bool(
            shortened or _HANDLED.match(behind) or re.search("办[结理]|时限|时间|审批", before)
        )
    if re.search("应(?:当|该)?$", before) and match["before"]:
        return False  # 应达到500万元: a condition
    if before.count("《") > before.count("》"):
        return False
    if re.search("月$|按$|第$|[“《〔(（]$|[0-9]-?$|同比$|[》”]等$", before) or behind.startswith(
        ("文件", "号")
    ):
        return False
    if unit in _MONEY and "保险" in phrase:
        return False
    if unit in _MONEY and not re.search(
        "规模|资金|投[资入]|基金|贷款|信贷|产值|收入|增加值|总额|总量|出口|进口|交易|融资|担保|额|池|"
        "产业|税|销售|授信|债",
        phrase,
    ):
        return False
    return bool(
        _REACHES.search(before)
        or match["before"]
        or re.match("以上[^的]{0,10}(?:实现|达到|完成)", match["after"] or "")
        or _REACHES.match(behind)
    )


def _direction(phrase: str, match: re.Match[str]) -> Direction:
    before, after = match["before"] or "", match["after"] or ""
    if before in (
        "不低于",
        "不少于",
        "不小于",
        "高于",
        "大于",
        "多于",
        "超",
        "超过",
        "突破",
        "至少",
    ):
        return Direction.AT_LEAST
    if before in ("不高于", "不超过", "不大于", "不多于", "低于", "少于"):
        return Direction.AT_MOST
    if "上" in after or re.search("至少[^，。0-9]{0,8}$", phrase[: match.start()]):
        return Direction.AT_LEAST
    if after and "左右" not in after:
        return Direction.AT_MOST
    if _ATMOST.search(phrase[: match.start()]):
        return Direction.AT_MOST
    return Direction.EXACT


def _words(phrase: str, match: re.Match[str]) -> str:
    """The figure with the words before it in its phrase, as far as can be read at a glance."""
    left = max(match.start() - _TEXT, 0)
    marks = max(phrase.rfind(mark, left, match.start()) for mark in "、，：；。")
    return phrase[max(left, marks + 1) : match.end()].strip()


def _value(number: str) -> float | None:
    plain = number.replace(",", "").replace("，", "").removeprefix("百分之")
    if not plain:  # 百项, 千家
        return 1
    try:
        return float(plain) if plain[0].isdigit() else float(chinese_number(plain))
    except ValueError:
        return None

"""Which level of government a document comes from and which place it holds for.

The places are ``corpus/language/places.yaml`` (34 province-level, 333 prefecture-level units, counties).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import yaml

from corpus.language.document_numbers import find_numbers
from corpus.language.words import word_spans

_TABLE = Path(__file__).with_name("places.yaml")
NATIONWIDE = "全国"


class Level(StrEnum):
    """Levels of government (Constitution, art. 30)."""

    NATION = "国家"
    PROVINCE = "省级"
    PREFECTURE = "市级"
    COUNTY = "县级"
    TOWNSHIP = "乡级"


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """``place`` holds the names that are stated, outermost first (河南省郑州市); ``""`` where only
    the level is known (省财政厅). ``province`` is filled where the place has only one."""

    level: Level
    place: str
    province: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """One line of the table: ``above`` are the names over it, outermost first."""

    name: str
    level: Level
    above: tuple[str, ...] = ()
    short: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A place named in a text: the candidates that bear the name, most often one."""

    start: int
    end: int
    places: tuple[_Place, ...]


# Organs of the state as a whole, at the start of an issuer. A name with a place behind
# (国家税务总局河南省税务局) is that place's.
_NATIONAL = re.compile(
    r"^(?:中共中央|党中央|中央|国务院|国家|全国|中华人民共和国|中国|最高人民|海关总署|审计署|新华社|"
    r"(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|民政|司法|财政|人力资源和?社会保障|自然资源|生态环境|环境保护|"
    r"住房和?城乡建设|交通运输|铁道|水利|农业农村|农业|商务|文化和旅游|文化|退役军人事务|应急管理|国土资源|建设|"
    r"信息产业|监察|劳动和社会保障|人事|卫生|国家安全)部(?!门)|工信部|人社部|住建部|发展改革委|"
    r"(?:市场监管|市场监督管理|税务|工商行政管理|质量监督检验检疫|质检|安全监管|体育|广播电视|广电)总局|"
    r"人民银行|银保监会|证监会|保监会|银监会|国资委|国家卫生健康委|卫生健康委员会|应急部|中科院|教育部办公厅)"
)
_LOCAL_BRANCH = re.compile(r"分行|支行|监管局|证监局|分局|管理局(?=.*办事处)|专员办")
_NATIONAL_NUMBER = re.compile(
    r"^(?:国(?!资|土|税)[\u4e00-\u9fff]{0,8}发|国发|国办|国函|国令|中发|中办|财税|财综|财建|财企|财金|财预|财社|财教|"
    r"财行|财库|财资|财会|财关税|财办|发改|国家发展|工信部|工信厅|人社部|人社厅发|教职?成|教(?:发|财|基|高|师|育厅)|"
    r"国科发|科技部|建[市办房金城质标]|环发|环办|自然资(?:发|规|办)|国土资[发规]|商[办务流建贸]|银发|银办|"
    r"银保监|证监|保监|税总|国税发|国税函|国市监|国卫|医保发|医保办|农[办财发]|林[办发]|交[办运公]|水[办利]|"
    r"应急(?:厅|〔)?|民发|民办|审[办法]发|署[加监法]|国务院令|主席令|国资[发委])"
)
_DEPARTMENT = "政府办党委财发改工信科教民司人环自住建交水农商文卫退应审市监国广体统医保金能林粮药知税规残妇团法函令"
_OWN_LEVEL = (
    (re.compile(r"^(?:省|自治区|全省|本省)(?!会)"), Level.PROVINCE),
    (re.compile(r"^(?:市(?!场)|全市|本市)"), Level.PREFECTURE),
    (re.compile(r"^(?:县|区(?!域)|全县|全区|本县)"), Level.COUNTY),
)
_TOWNSHIP = re.compile(
    r"^[\u4e00-\u9fff]{1,8}?(?:镇|乡|街道)(?=人民政府|政府|办事处|党政|党委|党工委|综合)"
)
# Short names of cities that are words or other things as often; only the full name counts.
_COMMON_WORDS = frozenset(
    "朝阳 大同 长治 白银 安康 中山 黄山 白山 海北 海东 海西 黄南 大理 和田 玉树 日照 文山 来宾 吴忠 阿里 普洱 红河 "
    "山南 固原 中卫 三明 新乡 新余".split()
)
# Districts whose names are ordinary words: they count only right behind the city they belong to.
_ORDINARY = frozenset(
    "城区 郊区 矿区 东区 西区 新城区 老城区 港口区 海港区 城中区 城关区 城西区 城东区 城北区 新市区 工农区".split()
)
# 合作市场, 新兴区域, 城市中区分: the last character of the name belongs to the next word.
_CUT_WORD = {"市": "场", "区": "域间块位划别分", "旗": "帜下舰", "县": "域"}
_NOT_A_PLACE = re.compile(
    r"^(?:路|街(?!道)|大道|大学|学院|酒店|饭店|菜|话|人民路|大街|牌|石化|油田)"
)


class PlaceTable:
    """Finds the names of places in text."""

    def __init__(self, places: list[_Place], numbers: dict[str, _Place]) -> None:
        self._by_name: dict[str, list[_Place]] = {}
        for place in places:
            for name in {place.name, place.short} - {""}:
                self._by_name.setdefault(name, []).append(place)
        self._numbers = numbers
        names = sorted(self._by_name, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, names)))
        self.places = tuple(places)

    def find(self, text: str) -> Iterator[_Found]:
        """The places named in ``text``; of a name two places share, those under what stands before."""
        before: _Found | None = None
        position = 0
        while match := self._pattern.search(text, position):
            position = match.end()
            places = self._by_name[match[0]]
            joined = before is not None and not text[before.end : match.start()].strip()
            if self._is_other_word(match, bool(joined)):
                position = match.start() + 1
                continue
            if joined and before:
                over = {p.name for p in before.places}
                places = [p for p in places if over & set(p.above)] or places
            # a province's short name wins over the prefecture that bears it too (吉林, 海南)
            if any(p.level is Level.PROVINCE for p in places):
                places = [p for p in places if p.level is Level.PROVINCE]
            before = _Found(match.start(), match.end(), tuple(places))
            yield before

    def _is_other_word(self, match: re.Match[str], joined: bool) -> bool:
        """Whether the characters of a name stand there for something else."""
        name, text, behind = match[0], match.string, match.string[match.end() : match.end() + 4]
        if behind[:1] in tuple(_CUT_WORD.get(name[-1], "")):
            return True
        if any(p.name == name for p in self._by_name[name]):
            return name in _ORDINARY and not joined
        # 创新乡村, 十大连锁: a short name counts where the words of the text begin with it
        return bool(_NOT_A_PLACE.match(behind)) or (
            not joined and match.start() not in _word_starts(text)
        )

    def of_number(self, number: str) -> _Place | None:
        """The place whose organs' numbers begin so; the longest abbreviation counts."""
        for size in (5, 4, 3, 2, 1):
            place = self._numbers.get(number[:size])
            if place and (size > 1 or number[1:2] in _DEPARTMENT):
                return place
        return None


@lru_cache(maxsize=64)
def _word_starts(text: str) -> frozenset[int]:
    return frozenset(start for start, _ in word_spans(text))


@lru_cache(maxsize=1)
def place_table() -> PlaceTable:
    """The table that ships with the project, read once."""
    places, numbers = [], {}
    for row in yaml.safe_load(_TABLE.read_text(encoding="utf-8")):
        province = _Place(row["name"], Level.PROVINCE, (), row["short"])
        places.append(province)
        numbers.update(dict.fromkeys(row.get("number", "").split(), province))
        for county in row.get("direct", "").split():
            places.append(_Place(county, Level.COUNTY, (row["name"],)))
        for name, below in (row.get("prefectures") or {}).items():
            short = _short(name)
            prefecture = _Place(name, Level.PREFECTURE, (row["name"],), short)
            places.append(prefecture)
            numbers.update(dict.fromkeys(below.get("number", "").split(), prefecture))
            for county in below.get("counties", "").split():
                places.append(_Place(county, Level.COUNTY, (row["name"], name)))
    return PlaceTable(places, numbers)


_PEOPLES = re.compile(
    "(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|羌|景颇|柯尔克孜|蒙古族藏)族"
)


def _short(name: str) -> str:
    """郑州市 → 郑州, 恩施土家族苗族自治州 → 恩施; "" where the short name is an ordinary word."""
    short = re.sub("(?:自治州|地区|市|盟)$", "", name)
    match = _PEOPLES.search(short) if name.endswith("自治州") else None
    short = re.sub("(?:蒙古|哈萨克|柯尔克孜)$", "", short[: match.start()] if match else short)
    return short if len(short) >= 2 and short not in _COMMON_WORDS else ""


def jurisdiction(issuer: str, title: str = "", number: str = "") -> Jurisdiction | None:
    """Level and place of a document, from its issuer, else its number, else its title.

    None where nothing says it. The first of several issuers counts.
    """
    table = place_table()
    issuer = re.sub(r"\s+", "", re.split(r"[\n、,，;；]", issuer.strip())[0])
    stated = _named_at_start(table, issuer)
    if stated:
        return stated
    own = next((level for pattern, level in _OWN_LEVEL if pattern.match(issuer)), None)
    of_number = _of_number(table, number)
    of_title = _named_at_start(table, re.sub(r"[\s《》]+", "", title))
    if own is None:
        return of_number or of_title
    for found in (of_number, of_title):
        if found and found.level is own:
            return found
    if own is Level.PREFECTURE:
        # 市财政局 of Beijing is an office of province level
        for found in (of_number, of_title):
            if found and found.level is Level.PROVINCE and found.place.endswith("市"):
                return found
    return Jurisdiction(own, "")


def _of_number(table: PlaceTable, number: str) -> Jurisdiction | None:
    found = find_numbers(number)
    written = found[0][2] if found else number.strip()
    if not written:
        return None
    if place := table.of_number(written):
        return Jurisdiction(place.level, place.name, (*place.above, place.name)[0])
    if _NATIONAL_NUMBER.match(written):
        return Jurisdiction(Level.NATION, NATIONWIDE)
    return _named_at_start(table, written)


def _named_at_start(table: PlaceTable, name: str) -> Jurisdiction | None:
    """What the beginning of an issuer or title says: places, or an organ of the whole state."""
    national = _NATIONAL.match(name)
    chain: list[_Found] = []
    for found in table.find(name):
        near = found.start == chain[-1].end if chain else found.start == 0
        if not chain and national and found.start <= 12:
            near = not re.search("关于|印发", name[: found.start])
        if near:
            chain.append(found)
    if chain:
        return _of_chain(chain, name[chain[-1].end :])
    if national and not _LOCAL_BRANCH.search(name.split("关于")[0]):
        return Jurisdiction(Level.NATION, NATIONWIDE)
    return None


def _of_chain(chain: list[_Found], behind: str) -> Jurisdiction:
    last = chain[-1].places
    names = [
        found.places[0].name for found in chain if len({p.name for p in found.places}) == 1
    ] or [last[0].name]
    level = last[0].level if len({p.level for p in last}) == 1 else Level.COUNTY
    provinces = {(*p.above, p.name)[0] for p in last}
    township = _TOWNSHIP.match(behind)
    if township:
        level = Level.TOWNSHIP
        names.append(township[0])
    province = provinces.pop() if len(provinces) == 1 else ""
    return Jurisdiction(level, "".join(dict.fromkeys(names)), province)


def places_in(text: str) -> list[str]:
    """The places named in ``text`` (a question), in order, each once, by their full names.

    Names that stand together are one place: 河南省郑州市; a short name gets its full form (江西 →
    江西省). Where the nation as a whole is meant (全国, 国家层面), ``全国``.
    """
    named: list[tuple[int, str]] = []
    end = -1
    for found in place_table().find(text):
        name = found.places[0].name
        if found.start == end:
            named[-1] = (named[-1][0], named[-1][1] + name)
        else:
            named.append((found.start, name))
        end = found.end
    if nation := re.search("全国(?!人大|政协|人民代表)|国家层面|国家级", text):
        named.append((nation.start(), NATIONWIDE))
    return list(dict.fromkeys(name for _, name in sorted(named)))


def lineage(place: str) -> tuple[str, ...]:
    """Full names from the province down to ``place`` (郑州市 → 河南省, 郑州市); ``()`` if unknown
    or if several places bear the name."""
    chain = list(place_table().find(place))
    if not chain or len(chain[-1].places) != 1:
        return ()
    last = chain[-1].places[0]
    return (*last.above, last.name)


def related(one: str, other: str) -> bool:
    """Whether two places are the same, or one lies in the other."""
    return one == other or one in lineage(other) or other in lineage(one)


def holds_for(document: Jurisdiction, place: str) -> bool | None:
    """Whether a document holds in ``place``: the nation's does everywhere, a province's in its
    cities, a city's not in its neighbour. None where the places don't tell."""
    if document.level is Level.NATION or place == NATIONWIDE:
        return document.level is Level.NATION
    ruled, asked = lineage(document.place), lineage(place)
    if not ruled or not asked:
        return None
    return asked[: len(ruled)] == ruled

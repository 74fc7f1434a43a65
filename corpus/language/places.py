"""The places of China: their names in a text, and which lies in which.

The table is ``corpus/language/places.yaml`` (34 province-level, 333 prefecture-level units, counties).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import yaml

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
class Place:
    """One line of the table: ``above`` are the names over it, outermost first."""

    name: str
    level: Level
    above: tuple[str, ...] = ()
    short: str = ""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place named in a text: the candidates that bear the name, most often one."""

    start: int
    end: int
    places: tuple[Place, ...]


_DEPARTMENT = "政府办党委财发改工信科教民司人环自住建交水农商文卫退应审市监国广体统医保金能林粮药知税规残妇团法函令"
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

    def __init__(self, places: list[Place], numbers: dict[str, Place]) -> None:
        self._by_name: dict[str, list[Place]] = {}
        for place in places:
            for name in {place.name, place.short} - {""}:
                self._by_name.setdefault(name, []).append(place)
        self._numbers = numbers
        names = sorted(self._by_name, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, names)))
        self.places = tuple(places)

    def find(self, text: str) -> Iterator[NamedPlace]:
        """The places named in ``text``; of a name two places share, those under what stands before."""
        before: NamedPlace | None = None
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
            before = NamedPlace(match.start(), match.end(), tuple(places))
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

    def of_number(self, number: str) -> Place | None:
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
        province = Place(row["name"], Level.PROVINCE, (), row["short"])
        places.append(province)
        numbers.update(dict.fromkeys(row.get("number", "").split(), province))
        for county in row.get("direct", "").split():
            places.append(Place(county, Level.COUNTY, (row["name"],)))
        for name, below in (row.get("prefectures") or {}).items():
            short = _short(name)
            prefecture = Place(name, Level.PREFECTURE, (row["name"],), short)
            places.append(prefecture)
            numbers.update(dict.fromkeys(below.get("number", "").split(), prefecture))
            for county in below.get("counties", "").split():
                places.append(Place(county, Level.COUNTY, (row["name"], name)))
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

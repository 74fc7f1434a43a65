"""Which level of government a document comes from and which place it holds for."""

import re
from dataclasses import dataclass

from corpus.language.document_numbers import find_numbers
from corpus.language.places import NATIONWIDE, Level, NamedPlace, PlaceTable, lineage, place_table
from corpus.language.words import unspaced


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """``place`` holds the names that are stated, outermost first (河南省郑州市); ``""`` where only
    the level is known (省财政厅). ``province`` is filled where the place has only one."""

    level: Level
    place: str
    province: str = ""


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
_OWN_LEVEL = (
    (re.compile(r"^(?:省|自治区|全省|本省)(?!会)"), Level.PROVINCE),
    (re.compile(r"^(?:市(?!场)|全市|本市)"), Level.PREFECTURE),
    (re.compile(r"^(?:县|区(?!域)|全县|全区|本县)"), Level.COUNTY),
)
_TOWNSHIP = re.compile(
    r"^[\u4e00-\u9fff]{1,8}?(?:镇|乡|街道)(?=人民政府|政府|办事处|党政|党委|党工委|综合)"
)


def jurisdiction(issuer: str, title: str = "", number: str = "") -> Jurisdiction | None:
    """Level and place of a document, from its issuer, else its number, else its title.

    None where nothing says it. The first of several issuers counts.
    """
    table = place_table()
    issuer = unspaced(re.split(r"[\n、,，;；]", issuer.strip())[0])
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
    chain: list[NamedPlace] = []
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


def _of_chain(chain: list[NamedPlace], behind: str) -> Jurisdiction:
    last = chain[-1].places
    certain = [found.places[0].name for found in chain if len({p.name for p in found.places}) == 1]
    names = certain or [last[0].name]
    level = last[0].level if len({p.level for p in last}) == 1 else Level.COUNTY
    provinces = {(*p.above, p.name)[0] for p in last}
    township = _TOWNSHIP.match(behind)
    if township:
        level = Level.TOWNSHIP
        names.append(township[0])
    province = provinces.pop() if len(provinces) == 1 else ""
    return Jurisdiction(level, "".join(dict.fromkeys(names)), province)


def holds_for(document: Jurisdiction, place: str) -> bool | None:
    """Whether a document holds in ``place``: the nation's does everywhere, a province's in its
    cities, a city's not in its neighbour. None where the places don't tell."""
    if document.level is Level.NATION or place == NATIONWIDE:
        return document.level is Level.NATION
    ruled, asked = lineage(document.place), lineage(place)
    if not ruled or not asked:
        return None
    return asked[: len(ruled)] == ruled

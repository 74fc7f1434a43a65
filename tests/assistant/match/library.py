"""A small library of invented support documents, and a matcher over it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from assistant.library import Library
from assistant.match.matcher import Match, Matcher
from assistant.match.profile import Profile, profile_from_json
from corpus.document import Document, Metadata
from corpus.structure.provisions import parse
from index.store import Store

CITY = (
    "成都市支持制造业发展若干政策\n"
    "一、支持技术改造\n"
    "对企业技术改造项目设备投资100万元以上至500万元以下、500万元以上的，分别按设备投资额的5%、8%给予补助，最高不超过300万元。\n"
    "二、支持创新\n"
    "对首次认定的国家高新技术企业，给予一次性奖励20万元。\n"
    "对获得发明专利授权的企业，每件资助5000元。\n"
    "对购置进口检测设备的企业，按购置额的10%给予补助。\n"
    "对餐饮企业开展绿色餐厅创建并通过验收的，给予奖励3万元。\n"
)
DISTRICT = (
    "武侯区促进餐饮业发展办法\n"
    "一、扶持措施\n"
    "对从业人员50人以下的小微餐饮企业，给予房租补贴2万元。\n"
    "对从业人员50人以上的餐饮企业，给予房租补贴5万元。\n"
)
OTHER = (
    "杭州市支持制造业发展若干政策\n"
    "一、支持创新\n"
    "对首次认定的国家高新技术企业，给予一次性奖励30万元。\n"
)
DOCUMENTS = {
    "city": (CITY, Metadata(title="成都市支持制造业发展若干政策", expires=date(2025, 12, 31))),
    "district": (DISTRICT, Metadata(title="武侯区促进餐饮业发展办法")),
    "other": (OTHER, Metadata(title="杭州市支持制造业发展若干政策")),
}
DAY = "2025-06-01"


@contextmanager
def matcher_over(folder: Path, names: tuple[str, ...] = tuple(DOCUMENTS)) -> Iterator[Matcher]:
    """A matcher over the named documents."""
    with closing(Store(folder, create=True)) as store:
        with store.writing():
            for name in names:
                text, known = DOCUMENTS[name]
                store.put(
                    Document(name, f"{name}.txt", text, known, parse(text)),
                    f"{name}.txt",
                    "",
                    "",
                    [],
                )
            store.set_meta("generation", "1")
        yield Matcher(Library(store))


def profile(**values: object) -> Profile:
    """A profile in Chengdu on ``DAY``, unless said otherwise."""
    return profile_from_json(
        {"as_of": DAY, "place": "四川省成都市武侯区", "kind": "企业", **values}
    )


def of(found: list[Match], words: str) -> Match:
    """The match whose quote has some words."""
    return next(m for m in found if words in m.offer.quote)

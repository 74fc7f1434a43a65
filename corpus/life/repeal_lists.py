"""Repeals and amendments that a document's title states, and lists of repealed documents."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.document import Provision, ProvisionKind, Relation, RelationKind
from corpus.language.markers import marker_at
from corpus.language.words import unspaced
from corpus.life.mentions import Mention, find_mentions
from corpus.life.own_sentences import BODY, BRACKETS, GENRE, QUOTED

# Verbs that end a document's force.
ENDED = r"废止|失效|停止执行|不再执行|终止执行|停止施行|停止实施|停止使用|作废"
_TITLE_VERB = (
    r"关于(?:重新|公布|宣布|决定|发布)*"
    r"(?P<verb>(?:修改|修订|修正|废止|停止执行|宣布失效|失效|和|、|及|部分)+)"
)
# 关于修改某省供水条例的决定, with no 《》
_PLAIN_TITLE = re.compile(
    r"(?:修改|修订|修正|废止)(?P<title>(?!部分|一批|和|有关|相关)[^《》]{4,80}?)"
    r"(?:有关条款|部分条款|等)?的(?:决定|通知|公告|通告)$"
)


def _kind_of(verb: str) -> RelationKind:
    return RelationKind.REPEALS if re.search("废止|停止执行|失效", verb) else RelationKind.AMENDS


def of_title(text: str, provisions: tuple[Provision, ...]) -> Iterator[Relation]:
    """关于废止《甲》的通知, 关于修改甲办法的决定: the title itself says it."""
    titles = [p for p in provisions if p.kind is ProvisionKind.TITLE]
    if not titles:
        return
    start, end = titles[0].start, titles[-1].end
    title = text[start:end]
    opening = re.search(_TITLE_VERB, title)
    if not opening:
        return
    mentions = find_mentions(title, {})
    if not mentions:
        plain = _PLAIN_TITLE.search(re.sub(r"\s", "", title))
        if plain and re.search(f"(?:{GENRE})$", re.sub(BRACKETS, "", plain["title"])):
            yield Relation(_kind_of(opening["verb"]), plain["title"], "", start, end)
    for mention in mentions:
        verbs = re.findall("修改|修订|修正|废止|停止执行|失效", title[: mention.start])
        if verbs and not re.search("的(?:决定|通知|公告)", title[opening.start() : mention.start]):
            yield Relation(_kind_of(verbs[-1]), mention.title, mention.number, start, end)


_PAPERS = "(?:文件|规章|法规|规定|办法|通知|政策|目录|清单)"
# 对下列文件予以废止：, 废止下列规章, 废止的规范性文件目录, 决定废止的文件
_LIST_GONE = re.compile(
    rf"(?:下列|以下|附件|所列|如下)[^。；]{{0,30}}{_PAPERS}[^。；，]{{0,20}}(?:{ENDED})"
    rf"|(?:{ENDED})[^。；，]{{0,16}}(?:下列|以下|如下)?[^。；，]{{0,12}}(?:目录|清单)"
    rf"|(?:{ENDED})(?:下列|以下|如下)[^。；，]{{0,12}}{_PAPERS}"
    rf"|^[^。；，《》]{{0,16}}(?:{ENDED})的?[^。；，《》]{{0,16}}{_PAPERS}[^。；，《》]{{0,10}}[：:]?$"
)
_LIST_OTHER = re.compile(
    "(?:继续有效|保留|现行有效|修改|修订|拟)[^。]{0,24}(?:文件|规章|法规|目录|清单)"
    "|(?:修改|保留|继续有效)的?[^。]{0,12}$"
)
_NOT_ENDED = re.compile("[未不]予?(?:废止|失效)|拟(?:废止|失效)")
_ITEM_TITLE = re.compile(
    rf"(?:[\u4e00-\u9fff、 ]{{2,60}})?关于[^。；;《》：:]{{1,100}}?的(?:{GENRE})(?:（[^（）号]{{2,10}}）)?"
    r"|(?:^|(?<=[：:\s、.．]))[\u4e00-\u9fff]{2,50}(?:办法|规定|细则|条例|意见|方案)(?:（[^（）号]{2,10}）)?"
)
_ITEM_MAX = 300
# 依据《甲》被吊销的: an item that speaks of a document and is not its name
_SPEAKS = re.compile("依据|根据|按照|依照|违反|符合|执行|落实|对|将|按|与|凡|[，。]")
_NAME_LINE = re.compile(r"(?:名称|标题|题目)[：:]")


def listed(text: str, provisions: tuple[Provision, ...], title: str) -> Iterator[Relation]:
    """Items of a list or table of repealed documents, where its lead or the title says what it is."""
    all_gone = bool(re.search(rf"关于[^。]{{0,10}}(?:{ENDED})", title)) and not re.search(
        "修改|修订|保留|继续有效|清理结果", title
    )
    active = False
    for p in provisions:
        piece = text[p.start : p.end]
        item = _item(piece) if p.kind in (*BODY, ProvisionKind.ANNEX) else None
        if item:
            if active or (all_gone and p.kind is ProvisionKind.ROW):
                yield Relation(RelationKind.REPEALS, item.title, item.number, p.start, p.end)
        elif (lead := _opens_list(piece)) is not None:
            active = lead
        elif p.kind is ProvisionKind.PARAGRAPH and piece[-1] in "。；" and len(piece) > 20:
            active = False  # prose again: the list is over


def _opens_list(piece: str) -> bool | None:
    """True: opens a list of repealed documents; False: of others; None: neither."""
    last = re.split("(?<=[。；])(?=.)", piece)[-1]  # the lead is what stands right before the list
    if _LIST_GONE.search(last):
        return not _NOT_ENDED.search(last)
    if len(piece) <= 60 and _LIST_OTHER.search(piece):
        return False
    return None


def _item(piece: str) -> Mention | None:
    """The document that an item of a list names, or None where the piece is no item."""
    if len(piece) > _ITEM_MAX or re.search(ENDED, QUOTED.sub("", piece).replace("文件", "")):
        return None
    marker = marker_at(piece, 0)
    body = piece[marker.end :].lstrip() if marker else piece
    row = bool(_NAME_LINE.search(piece))
    mentions = find_mentions(body, {})
    numbers = [m for m in mentions if m.number]
    titled = next((m for m in mentions if m.title), None)
    if titled:
        prose = _SPEAKS.search(body[: titled.start]) or len(body) - titled.end > 60
        if prose and not row:
            return None
        return replace(titled, number=titled.number or (numbers[0].number if numbers else ""))
    named = _ITEM_TITLE.search(body)
    if named and named.start() <= 40 and (row or numbers):
        name = unspaced(named[0])
        return Mention(name, numbers[0].number if numbers else "", named.start(), named.end())
    if numbers and numbers[0].start <= 8 and len(body) <= 60:
        return numbers[0]
    return None

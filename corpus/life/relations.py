"""What a document does to others, by its own words: repeals, amends, replaces, rests on them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.document import Provision, Relation, RelationKind
from corpus.language.document_numbers import find_numbers, number_key, same_title, title_key
from corpus.language.numerals import CHINESE_NUMERAL
from corpus.language.sentences import sentence_spans
from corpus.life.in_force import DAY, ISSUED
from corpus.life.mentions import Mention, find_aliases, find_mentions
from corpus.life.own_sentences import BRACKETS, SELF, Block, Opening
from corpus.life.repeal_lists import ENDED, listed, of_title

_WHEN_GONE = (
    rf"自?(?:{SELF})?(?:{DAY}|(?:施行|实施|生效|执行|{ISSUED})之日"
    r"|(?:施行|实施|生效|印发|发布)后|即日)(?:起|开始)?"
)
# All that may stand between the documents and 废止; 第三条 there makes it an amendment.
_UP_TO_VERB = re.compile(
    rf"(?:[\s、，,：:；;0-9]|{CHINESE_NUMERAL}|等|上述|以上|这|之|原|另|个|件|份|部|项|文件?|"
    r"(?:行政)?规范性文件|(?:政府)?规章|(?:行政)?法规|办法|通知|意见|规定|政策|细则|方案|公告|及其|配套|补充|"
    rf"{_WHEN_GONE}|同时|同步|即行|即予|即时|立即|自行|自然|自动|予以|一并|随之|相应|届时|亦|也|均|都|全部|全文|"
    r"一律|现予|现|应予|应|应当|正式|宣布|决定|则|到期|即|按规定|被|将|起)*"
)
_PART = re.compile(
    r"^\s*(?:文件?)?(?:第[0-9一二三四五六七八九十百千]+[章节条款项]|中(?!止)|的?(?:相关|有关|部分)(?:规定|条款|内容))"
)
_CONNECTOR = re.compile(
    r"^(?:[\s、，,；;和与及或以并]|以及|同时|原)*"
    r"(?:(?!根据|按照|依据|依照|遵照|执行|落实|贯彻|施行|实施|适用|印发给|为准|有效|规定|要求|继续|保留)"
    r"[\u4e00-\u9fff0-9 、（）()]){0,40}$"
)
_NOT_GONE = re.compile(
    r"(?:未|没有|尚未|不得|不予|不|已经?被?|业已|早已|可以?|拟|建议|如被?|是否)$"
)
_NOT_NOW = re.compile(
    r"^\s*(?:后|前|的(?!通知|决定|公告)|时|之前|之后|之日|与否|或者?|、修改|为止|情况|工作|建议|手续|目录)"
)
# 废止不合理收费: a verb with an object of its own
_CLOSED = re.compile(r"\s*(?:$|[。；;，,、：:）)”\"]|[或和并及])")


def read_relations(
    text: str, provisions: tuple[Provision, ...], blocks: list[Block], title: str, number: str
) -> list[Relation]:
    """The relations the text states, each once, with the sentence or list item that states it.

    ``title`` and ``number`` are the document's own (as printed), to leave itself out.
    """
    own_key = next((number_key(own) for _, _, own in find_numbers(number)), "")
    aliases = find_aliases(text)
    found = [*of_title(text, provisions), *listed(text, provisions, title)]
    for block in blocks:
        for start, end in sentence_spans(text, block.start, block.end):
            sentence = text[start:end]
            if not re.search(r"[《号]|不一致|不符|抵触|冲突", sentence):
                continue
            mentions = find_mentions(sentence, aliases)
            for relation in _in_sentence(sentence, mentions, title, block.opening):
                found.append(replace(relation, start=start, end=end))
    return _distinct(found, own_key, title)


def _distinct(found: list[Relation], own_key: str, title: str) -> list[Relation]:
    """Each relation once, without those to the document itself."""
    kept: dict[tuple[str, str, str], Relation] = {}
    by_title: dict[tuple[str, str], tuple[str, str, str]] = {}
    for relation in found:
        key, name = number_key(relation.number), title_key(relation.title)
        if key and key == own_key:
            continue
        if relation.kind is RelationKind.BASED_ON and title and same_title(relation.title, title):
            continue
        # one document may be named twice, only once with its number
        known = by_title.get((relation.kind, name)) if name else None
        if known and key and not known[2]:
            kept[known] = relation
            by_title[relation.kind, name] = (relation.kind, "", key)
        elif not (known and not key):
            place = (relation.kind, "" if key else name, key)
            kept.setdefault(place, relation)
            by_title.setdefault((relation.kind, name), place)
    return list(kept.values())


def _in_sentence(
    sentence: str, mentions: list[Mention], title: str, opening: Opening
) -> Iterator[Relation]:
    yield from _ended(sentence, mentions)
    yield from _amended(sentence, mentions)
    yield from _replaced(sentence, mentions, title)
    yield from _prevails(sentence, mentions)
    if opening is Opening.BASIS or (opening is Opening.NEAR and _DRAFTS.search(sentence)):
        yield from _based_on(sentence, mentions)


def _relation(kind: RelationKind, mention: Mention) -> Relation:
    return Relation(kind, mention.title, mention.number)


def _outside(sentence: str, mentions: list[Mention], pattern: str) -> Iterator[re.Match[str]]:
    """Matches of a verb that don't stand inside the name of a document."""
    for match in re.finditer(pattern, sentence):
        if not any(m.start <= match.start() < m.end for m in mentions):
            yield match


def _chain_before(sentence: str, mentions: list[Mention], position: int) -> list[Mention]:
    """The documents that end right before ``position``, joined by 、 and 和."""
    chain: list[Mention] = []
    for mention in reversed([m for m in mentions if m.end <= position]):
        if chain and not _CONNECTOR.match(sentence[mention.end : chain[0].start]):
            break
        if _GROUND.search(sentence[: mention.start]):
            # 根据《甲》、《乙》，《丙》同时废止: what is joined to the ground by 、 is ground too
            end = mention.end
            while chain and not re.search("[，,；;]", sentence[end : chain[0].start]):
                end = chain.pop(0).end
            break
        chain.insert(0, mention)
    return chain


def _chain_after(sentence: str, mentions: list[Mention], position: int) -> list[Mention]:
    chain: list[Mention] = []
    end = position
    for mention in (m for m in mentions if m.start >= position):
        if not _CONNECTOR.match(sentence[end : mention.start]):
            break
        chain.append(mention)
        end = mention.end
    return chain


_GROUND = re.compile("(?:根据|按照|依据|依照|遵照|违反|符合|执行|落实)[\u4e00-\u9fff]{0,12}$")


def _ended(sentence: str, mentions: list[Mention]) -> Iterator[Relation]:
    for verb in _outside(sentence, mentions, ENDED):
        before, behind = sentence[: verb.start()], sentence[verb.end() :]
        if _NOT_NOW.match(behind) or _NOT_GONE.search(before):
            continue
        chain = _chain_before(sentence, mentions, verb.start())
        if chain and _CLOSED.match(behind):
            gap = sentence[chain[-1].end : verb.start()]
            if _PART.match(gap) and len(gap) <= 60:
                yield _relation(RelationKind.AMENDS, chain[-1])
                chain = chain[:-1]
            elif not _UP_TO_VERB.fullmatch(gap):
                chain = []
            for mention in chain:
                yield _relation(RelationKind.REPEALS, mention)
            if chain:
                continue
        if verb[0] == "废止" or verb[0] == "停止执行":
            after = _chain_after(sentence, mentions, verb.end())
            lead = sentence[verb.end() : after[0].start] if after else ""
            if after and not re.search("[，,]", lead):
                for mention in after:
                    tail = sentence[mention.end : mention.end + 12]
                    kind = RelationKind.AMENDS if _PART.match(tail) else RelationKind.REPEALS
                    yield _relation(kind, mention)


_CHANGE = "修改|修订|修正|调整|补充"
# 对《甲》作如下修改; 现决定对《甲》进行修订; 将《甲》第三条修改为; 《甲》修改如下
_MADE = re.compile(rf"[作做]出?(?:如下|以下|部分|相应)?的?(?:{_CHANGE})")
_DONE = re.compile(rf"(?:进行|予以|作)(?:部分)?(?:{_CHANGE})")
_PART_OF = re.compile(
    r"(?:的|中的?|附件[0-9]*|中)*[“（(]?第?[0-9一二三四五六七八九十百千]+[章节条款项部]"
)
_CHANGED = re.compile(rf"(?:修改|修订|修正|调整|改)为|删[去除]|增加(?:一|第)|(?:{_CHANGE})如下")
_PART_CHANGED = re.compile(r"[^，。；]{0,40}(?:修改|修订|改)为")
_AS_FOLLOWS = re.compile(rf"[^，。；《]{{0,12}}(?:作|做)?(?:如下|以下)?(?:{_CHANGE})如下")


def _amended(sentence: str, mentions: list[Mention]) -> Iterator[Relation]:
    if not re.search(rf"{_CHANGE}|改为|删|增加", sentence):
        return
    for mention in mentions:
        chain = _chain_before(sentence, mentions, mention.end)
        before = sentence[: chain[0].start if chain else mention.start]
        clause = re.match(r"[^。；]{0,160}", sentence[mention.end :])
        rest = clause[0] if clause else ""
        named = re.search(r"(?:将|对|把|在)[\u4e00-\u9fff、 ]{0,30}$", before)
        decided = re.search("(?:决定|现)(?:将|对|把)?[^，。；]{0,40}$", before)
        part = _PART_OF.match(rest)
        if (
            (named and (_MADE.search(rest) or (part and _CHANGED.search(rest))))
            or (named and decided and _DONE.match(rest))
            or (part and _PART_CHANGED.match(rest))
            or _AS_FOLLOWS.match(rest)
            or re.search("(?:决定|现)(?:予以)?(?:修改|修订)[\u4e00-\u9fff]{0,20}$", before)
        ):
            yield _relation(RelationKind.AMENDS, mention)


def _replaced(sentence: str, mentions: list[Mention], title: str) -> Iterator[Relation]:
    for verb in _outside(sentence, mentions, "代替|替代|取代"):
        before = sentence[: verb.start()]
        after = _chain_after(sentence, mentions, verb.end())
        lead = sentence[verb.end() : after[0].start] if after else "，"
        others = [m for m in mentions if m.end == verb.start()]
        other = others and not (title and same_title(others[0].title, title))
        if other or _NOT_GONE.search(before) or re.search("[，,；;]", lead):
            continue
        for mention in after:
            yield _relation(RelationKind.REPLACES, mention)
    # 《甲》由本办法代替
    for match in _outside(sentence, mentions, rf"[由被](?:{SELF})(?:所)?(?:代替|替代|取代)"):
        for mention in _chain_before(sentence, mentions, match.start()):
            if not sentence[mention.end : match.start()].strip(" ，,"):
                yield _relation(RelationKind.REPLACES, mention)


_DIFFERS = (
    r"(?:不一致|不相一致|不符|不相符|相抵触|抵触|相冲突|冲突|不同|有出入)(?:之处|的地方)?的?[，,]?[^。；]{0,12}?"
    rf"(?:(?:以|按照?|依照?|执行)(?:{SELF})(?:的?规定)?(?:为准|执行|办理|规定|$)|(?:执行)(?:{SELF}))"
)


def _prevails(sentence: str, mentions: list[Mention]) -> Iterator[Relation]:
    for match in _outside(sentence, mentions, _DIFFERS):
        named = [m for m in mentions if m.end <= match.start()]
        ruled = [m for m in named if not _GROUND.search(sentence[: m.start])]
        if not ruled:
            yield Relation(RelationKind.PREVAILS)
        for mention in ruled:
            yield _relation(RelationKind.PREVAILS, mention)


_BASIS = r"根据|按照|依据|依照|遵照|(?:贯彻|落实)(?!情况)"

# 各地要按照《甲》…, 施工单位应依据《甲》…: what others shall do, not what this stands on
_DEMAND = re.compile(
    "(?:[不未]|(?:应|应当|要|须|必须|可|可以|需|将|督促|指导|得)[^，。；：]{0,8}|(?:严格|按时|继续)(?:遵守|贯彻)?)$"
)


_PARTS = re.compile("[，,；;。：:]|现将|制定|印发给|公布|执行|废止|实施(?!条例)")
_JOINS = re.compile(r"[^\S\n]*(?:[、和与及等以关于有的文件精神要求规定]|$)")
_DRAFTS = re.compile(
    "制定|出台|起草|提出|印发|结合[^，。]{0,10}实际|现就|现将|现对|现制|特(?:制|作|提|此)|决定|如下|转发"
)


def _based_on(sentence: str, mentions: list[Mention]) -> Iterator[Relation]:
    for verb in _outside(sentence, mentions, _BASIS):
        if _DEMAND.search(sentence[: verb.start()]):
            continue
        end = verb.end()
        for mention in (m for m in mentions if m.start >= verb.end()):
            gap = sentence[end : mention.start]
            apart = end != verb.end() and not _JOINS.match(gap)
            if apart or len(gap) > 60 or _PARTS.search(BRACKETS.sub("", gap)):
                break
            yield _relation(RelationKind.BASED_ON, mention)
            end = mention.end

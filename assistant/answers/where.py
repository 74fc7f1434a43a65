"""Where to turn: 去哪里申报, 材料交到哪里, 向谁投诉 → the body or the place in the first line.

The words that answer say to whom something is handed (向所在区发展改革委提出申请, 由镇街科技部门受理), with a
verb of the kind that is asked: who wants to complain is not told where to apply.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Lead, Quote
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import distinct_documents, matched
from assistant.understanding.subject import is_side
from assistant.writing.material import material
from corpus.document import Document, Provision, ProvisionKind
from corpus.language.sentences import clause_spans
from corpus.language.words import fold

_ONLINE = re.compile("平台|系统|网")
_SURELY = 0.7
_LOOKED_AT = 3  # documents
_LATER = 0.35  # what a document loses for each one found before it
_ABOUT = 0.4  # weighted share of the question's words that clause, heading and title must carry
_SENTENCE = 160  # characters of a sentence shown as proof
_PLACE = "(?:哪里|哪儿|哪(?![些几种类项份样个])|什么地方|啥地方|哪个?(?:部门|单位|窗口|机构|地方|平台|网站|系统)|谁)"
_ASKS = re.compile(
    f"(?:去|到|上|向|在|往|找){_PLACE}.{{0,4}}(?P<a>申[报请领]|办|交|提交|报送|投诉|举报|反映|报名|领|登记|备案|缴|填报|受理|报)"
    f"|(?P<b>交|报送?|送|提交|递交|寄|投诉|举报|申[报请]|报名|备案|登记|领取?|缴纳?)(?:到|给|至|往|去)?(?:了)?{_PLACE}"
    f"|{_PLACE}(?P<c>受理|申[报请]|投诉|举报|报名|领取|办理|登记|备案)"
    "|(?P<d>申[报请]|投诉|举报|办理|登记|备案|报名)(?:的话)?(?:该|应该|要|得)?(?:找|去|向|到)(?:谁|哪[里儿]?|什么地方|哪个?部门)"
)
_APPLY = "(?:提出|提交|递交)?[^，。；：→]{0,12}(?:申[报请领]|报名)|组织申报|提出|填报|填写|受理|申报|推荐"
# What documents call it, by what is asked.
_VERBS = {
    "投诉": "投诉|举报|反映|申诉|控告", "举报": "举报|投诉|反映", "反映": "反映|投诉|举报",
    "交": "提交|递交|报送|上报|交(?:到|至|给)|汇总|受理|送达", "领": "领取|申领|发放|支取", "缴": "缴纳|缴存",
    "登记": "登记|注册", "备案": "备案", "填报": "填报|填写|登[录陆]|申报",
}  # fmt: skip
_HANDED = "(?:报送?|交|递交|提交|送|寄)(?:至|到|给|往)?(?=[所各省市县区镇本当])"
_TO = f"(?:(?<!方)向|到(?!期|位)|由|通过|登[录陆]|在(?!线)|{_HANDED})"
_NAME = (
    "(?P<body>[^，。；：→\n向由]{1,50}?(?:部门|局|委|厅|办|中心|机构|政府|平台|窗口|系统|网|法院|协会|处|科|会|院|所|站|银行|单位|大厅"
    "|公司|学校|机关)[^，。；：→\n向由]{0,16}?)"
)
# Who hands something in himself: before these the words say where he does, not where it goes on to.
_APPLICANT = re.compile(
    "(?:单位|企业|人|职工|团队|机构|主体|家庭|公民|学生|用户|者)"
    "(?:应当|应|可以?|须|需|凭|持|及时|直接|通过|按|于|将)?[^，。；]{0,14}$"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Words that say where to turn, ``document.text[start:end]``, in a clause."""

    document: Document
    provision: Provision
    start: int
    end: int
    clause: tuple[int, int]


class WhereToTurn:
    """Names the body, place or site where something is handed in."""

    name: ClassVar[str] = "where"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the words that say where."""
        asks = _ASKS.search(asked.question.text)
        found = _best(asked, next(filter(None, asks.groups()))) if asks else None
        return Bid(_SURELY, found) if found else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The words that say where, then the sentence."""
        turn: Turn = bid.found
        draft, text = Draft(), turn.document.text
        start, end = (
            turn.clause if turn.clause[1] - turn.clause[0] <= _SENTENCE else (turn.start, turn.end)
        )
        mark = draft.cite(turn.document, turn.provision, start, end)
        draft.blocks.append(Lead((f"{' '.join(text[turn.start : turn.end].split())}。", mark)))
        if end - start > turn.end - turn.start + 2:
            draft.blocks.append(Quote(text[start:end], mark, proof=True))
        draft.material = material(tuple(draft.citations), asked.fitting.candidates)
        return draft


def _best(asked: Asked, verb: str) -> Turn | None:
    """The words that say where, of those on what is asked the ones that say most of it."""
    kinds = next((known for key, known in _VERBS.items() if verb.startswith(key)), _APPLY)
    pattern = re.compile(rf"{_TO}{_NAME}(?:{kinds})")
    terms = [t for t in asked.question.terms if not is_side(t.word) and t.word not in _PLACE]
    total = sum(t.weight for t in terms) or 1.0
    ids = list(dict.fromkeys(hit.chunk.document_id for hit in asked.hits))
    scores = {(c.document.document_id, c.start): c.score for c in asked.fitting.candidates}
    top = max(scores.values(), default=0.0)
    paper = re.search("纸质|书面|原件|盖章", asked.question.text)
    best: tuple[float, Turn] | None = None
    for order, document_id in enumerate(distinct_documents(ids, asked.library)[:_LOOKED_AT]):
        document = asked.library.document(document_id)
        title = fold(document.title)
        for turn in _turns(document, pattern):
            if paper and _ONLINE.search(document.text, turn.start, turn.end):
                continue
            own = fold(document.text[slice(*turn.clause)])
            above = fold(" ".join([*turn.provision.path, turn.provision.topic, title]))
            said = (
                sum(t.weight * max(matched(t, own), 0.7 * matched(t, above)) for t in terms) / total
            )
            if said < _ABOUT:
                continue
            score = scores.get((document_id, turn.clause[0]))
            worth = said + (0.4 if score is not None and score > top - 8 else 0.0) - _LATER * order
            worth -= 0.0 if document.metadata.validity.binding else 0.8
            before = document.text[turn.clause[0] : turn.start]
            worth += 0.3 * (document.text[turn.start] in "向到登通") + 0.3 * bool(
                _APPLICANT.search(before)
            )
            worth -= 0.4 * ("后" in before[-2:])  # 初审后向市里申报: not the applicant any more
            if best is None or worth > best[0]:
                best = worth, turn
    return best[1] if best else None


def _turns(document: Document, pattern: re.Pattern[str]) -> Iterator[Turn]:
    """All words of a document that say where to turn."""
    text = document.text
    for provision in document.provisions:
        if provision.kind not in (
            ProvisionKind.PARAGRAPH, ProvisionKind.ANNEX, ProvisionKind.CELL, ProvisionKind.ROW, ProvisionKind.HEADING,
        ):  # fmt: skip
            continue
        for start, end in _clauses(document, provision):
            for m in pattern.finditer(text, start, end):
                # the object of the verb belongs to it: 提出资金支持申请
                stop = min(
                    (at for mark in "，。；：→\n" if (at := text.find(mark, m.end(), end)) >= 0),
                    default=end,
                )
                last = stop if stop - m.end() <= 16 else m.end()
                yield Turn(document, provision, m.start(), last, (start, end))


def _clauses(document: Document, provision: Provision) -> list[tuple[int, int]]:
    """Clauses, steps of a process apart by arrows too."""
    found: list[tuple[int, int]] = []
    for start, end in clause_spans(document.text, provision.start, provision.end):
        at = start
        for piece in document.text[start:end].split("→"):
            found.append((at, at + len(piece)))
            at += len(piece) + 1
    return [span for span in found if span[0] < span[1]]

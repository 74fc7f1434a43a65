"""我能享受哪些政策, of somebody who has said nothing of himself: what to tell, and where measures are."""

from collections import Counter
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Lead, Paragraph
from assistant.evidence.asked import Asked
from assistant.match.asked import topic_words, wanted_of
from assistant.match.reading import profile_of_sentence, says_something
from assistant.understanding.kinds import QuestionKind

_SURELY = 0.93
_SHARE = 0.2  # of 可享政策
_PLACES = 4  # that are offered
_SELF = frozenset("我能 能拿 企业 我 我们".split())


class BenefitsUnsaid:
    """Asks who asks, where a question about benefits says nothing by which one could fit."""

    name: ClassVar[str] = "benefits"

    def bid(self, asked: Asked) -> Bid | None:
        """Where the question names no place, trade, size, title, document or matter."""
        text = asked.question.text
        share = asked.question.shares.get(QuestionKind.BENEFITS, 0.0)
        if (share < _SHARE and wanted_of(text) is None) or asked.named:
            return None
        if set(topic_words(text)) - _SELF or says_something(profile_of_sentence(text)):
            return None
        offers = asked.resources.matcher.stock().offers
        if asked.within is not None:
            offers = tuple(o for o in offers if o.document.document_id in asked.within)
        documents = {o.document.document_id: o.region.name for o in offers}
        # the question of a document of its own (这笔钱最多多少) is answered from that document
        return Bid(_SURELY, (len(offers), documents), True) if len(documents) > 1 else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """How many measures there are, and what to tell."""
        count, documents = bid.found
        places = Counter(name for name in documents.values() if name)
        where = "、".join(name for name, _ in places.most_common(_PLACES))
        draft = Draft(
            [
                Lead(
                    (
                        f"资料库的 {len(documents)} 份文件里共有 {count} 项支持措施，能享受哪些要看企业的情况。",
                    )
                ),
                Paragraph(
                    (
                        "请告诉我：在哪个地区，做什么行业，多少人，有什么资质（如高新技术企业），打算投入什么、多少钱。"
                        "例如“我是北京一家30人的软件企业，高新技术企业，今年研发投入500万元，能享受哪些政策？”也可以在“找政策”页面逐项填写。",
                    )
                ),
            ]
        )
        if where:
            draft.blocks.append(Paragraph((f"支持措施较多的地区：{where}。",)))
        draft.options = tuple(
            f"我在{name}，能享受哪些政策？" for name, _ in places.most_common(_PLACES)
        )
        return draft

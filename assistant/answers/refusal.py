"""What is said where the library can't answer; of another place, whose documents treat the matter."""

from assistant.answer import Answer, not_found
from assistant.evidence.asked import Asked
from assistant.evidence.place import asked_places
from assistant.evidence.scope import holds_elsewhere
from corpus.life.jurisdiction import jurisdiction

_KIND = "out_of_scope"
NOTHING = (
    "资料库中没有找到与这个问题有关的政策内容，无法回答。"
    "我可以回答已入库政策文件的内容，例如支持措施、办理部门、淘汰标准、部门职责和文件信息。"
)
_NEAR = (
    0.5  # share of the question's words in a clause that shows that other places treat the matter
)
_MOST = 3  # documents named


def refuse(asked: Asked) -> Answer:
    """The answer to a question that nothing found carries. What another city grants is never given
    as the answer, only named as what there is."""
    question, evidence = asked.question, asked.evidence
    near = [c.document for c in evidence.candidates if c.cover >= _NEAR]
    if not near or not holds_elsewhere(question, evidence):
        return not_found(question.original, _KIND, NOTHING)
    named = "、".join(dict.fromkeys(asked_places(question.text)))
    lines = []
    for document in dict.fromkeys(near):
        known = document.metadata
        where = jurisdiction(known.issuer, known.title, known.number)
        lines.append(
            f"《{document.title}》" + (f"（{where.place}）" if where and where.place else "")
        )
    held = "、".join(lines[:_MOST])
    return not_found(
        question.original,
        _KIND,
        f"资料库中没有适用于{named}的规定。内容相近的是其他地方的文件：{held}。",
    )

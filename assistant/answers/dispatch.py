"""Which kind of answer a question gets: bids, one decision on scope, the best bid, the finish."""

from assistant.answer import Answer, not_found
from assistant.answers.absent import AbsentDocument
from assistant.answers.annexes import Annexes
from assistant.answers.barred import Barred
from assistant.answers.base import CERTAIN_BID, Bid, Kind
from assistant.answers.benefits import Benefits
from assistant.answers.catalog import CatalogMatter
from assistant.answers.contradiction import Contradiction
from assistant.answers.document import DocumentFact
from assistant.answers.duty import DutiesOfDepartment
from assistant.answers.extract import Extract
from assistant.answers.finish import finish
from assistant.answers.form_fields import FormFields
from assistant.answers.holdings import Holdings
from assistant.answers.lists import Lists
from assistant.answers.navigation import Navigation
from assistant.answers.overview import Overview
from assistant.answers.silent import Silent
from assistant.answers.social import Social
from assistant.answers.table_lookup import TableLookup
from assistant.answers.table_whole import TableWhole
from assistant.answers.threshold import Threshold
from assistant.answers.who import Who
from assistant.evidence.asked import Asked

# In the order in which they are asked; of equal bids the first one counts.
KINDS: tuple[Kind, ...] = (
    Social(), AbsentDocument(), Holdings(), Benefits(), TableLookup(), TableWhole(), FormFields(),
    CatalogMatter(), Navigation(), DocumentFact(), Overview(), Threshold(), DutiesOfDepartment(),
    Silent(), Annexes(), Lists(), Barred(), Contradiction(), Who(), Extract(),
)  # fmt: skip
OUT_OF_SCOPE = (
    "资料库中没有找到与这个问题有关的政策内容，无法回答。"
    "我可以回答已入库政策文件的内容，例如支持措施、办理部门、淘汰标准、部门职责和文件信息。"
)


def dispatch(asked: Asked) -> Answer:
    """The answer to one question."""
    best = best_bid(asked)
    if best is None:
        return not_found(asked.question.original, "out_of_scope", OUT_OF_SCOPE)
    kind, bid = best
    if not bid.settles_scope and not asked.in_scope:
        return not_found(asked.question.original, "out_of_scope", OUT_OF_SCOPE)
    return finish(kind.name, kind.answer(asked, bid), asked)


def best_bid(asked: Asked) -> tuple[Kind, Bid] | None:
    """The highest bid with its kind, None where nobody bids."""
    best: tuple[Kind, Bid] | None = None
    for kind in KINDS:
        bid = kind.bid(asked)
        if bid is not None and (best is None or bid.surely > best[1].surely):
            best = kind, bid
            if bid.surely >= CERTAIN_BID:
                break
    return best

"""Which kind of answer a question gets: bids, one decision on scope, the best bid, the finish."""

from assistant.answer import Answer
from assistant.answers.absent import AbsentDocument
from assistant.answers.advice import Advice
from assistant.answers.annexes import Annexes
from assistant.answers.barred import Barred
from assistant.answers.base import CERTAIN_BID, Bid, Kind
from assistant.answers.benefits import Benefits
from assistant.answers.benefits_compared import BenefitsCompared
from assistant.answers.benefits_unsaid import BenefitsUnsaid
from assistant.answers.catalog import CatalogMatter
from assistant.answers.changes import Changes
from assistant.answers.contact import ContactDetails
from assistant.answers.contradiction import Contradiction
from assistant.answers.definition import Definition
from assistant.answers.document import DocumentFact
from assistant.answers.duty import DutiesOfDepartment
from assistant.answers.extract import Extract
from assistant.answers.finish import finish
from assistant.answers.form_fields import FormFields
from assistant.answers.granted import Granted
from assistant.answers.holdings import Holdings
from assistant.answers.levels import Levels
from assistant.answers.lists import Lists
from assistant.answers.mentions import Mentions
from assistant.answers.navigation import Navigation
from assistant.answers.overview import Overview
from assistant.answers.reason import Reason
from assistant.answers.refusal import refuse
from assistant.answers.silent import Silent
from assistant.answers.social import Social
from assistant.answers.steps import Steps
from assistant.answers.table_figures import TableFigures
from assistant.answers.table_lookup import TableLookup
from assistant.answers.table_whole import TableWhole
from assistant.answers.targets import Targets
from assistant.answers.tasks import TasksAsked
from assistant.answers.threshold import Threshold
from assistant.answers.where import WhereToTurn
from assistant.answers.who import Who
from assistant.answers.whose import Whose
from assistant.evidence.asked import Asked

# In the order in which they are asked; of equal bids the first one counts.
KINDS: tuple[Kind, ...] = (
    Social(), AbsentDocument(), Changes(), Whose(), Holdings(), TasksAsked(), BenefitsCompared(),
    Benefits(), BenefitsUnsaid(),
    Granted(), TableFigures(), TableLookup(),
    TableWhole(), FormFields(), CatalogMatter(), Navigation(), DocumentFact(), Overview(), Threshold(),
    Definition(), ContactDetails(), DutiesOfDepartment(), Silent(), Annexes(), Levels(), Lists(), Steps(), Advice(),
    Mentions(), Targets(), Barred(), Contradiction(), Reason(), WhereToTurn(), Who(), Extract(),
)  # fmt: skip


def dispatch(asked: Asked) -> Answer:
    """The answer to one question."""
    best = best_bid(asked)
    if best is None:
        return refuse(asked)
    kind, bid = best
    if not bid.settles_scope and not asked.in_scope:
        return refuse(asked)
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

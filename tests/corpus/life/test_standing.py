"""Whether a document is in force on a day: only what is stated counts, and who states it is said."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Metadata, Origin, Relation, RelationKind, Validity
from corpus.life.standing import Claim, claim_of, claims_among, standing

TODAY = date(2025, 6, 1)
DAY = timedelta(days=1)
OLD = Metadata(title="补助办法", number="某政办〔2015〕3号", issued=date(2015, 3, 1))
NEW = Metadata(
    title="补助办法",
    number="某政办〔2024〕1号",
    issued=date(2023, 12, 1),
    effective=date(2024, 1, 1),
)
REPEALED = Claim(RelationKind.REPEALED_BY, "new", "新办法", "某政办〔2024〕1号", None, 5, 9)
REPLACED = replace(REPEALED, kind=RelationKind.REPLACED_BY)
AMENDED = replace(REPEALED, kind=RelationKind.AMENDED_BY, title="修改决定")


def known(origin: Origin = Origin.HEADER, **values: Any) -> Metadata:
    return Metadata(origins=dict.fromkeys(values, origin), **values)


def states(metadata: Metadata, *claims: Claim, today: date = TODAY) -> tuple[Validity, str]:
    found = standing(metadata, claims, today)
    return found.validity, found.reason


# ── what is stated, and which of it counts ──


def test_nothing_stated_is_unverified() -> None:
    assert states(Metadata()) == (Validity.UNVERIFIED, "")
    assert states(Metadata(issued=date(1980, 1, 1), effective=date(1980, 1, 1))) == (
        Validity.UNVERIFIED,
        "",
    )
    assert standing(Metadata(), (), TODAY).validity.binding


def test_another_document_ends_it() -> None:
    assert states(Metadata(), REPEALED) == (
        Validity.REPEALED,
        "已被《新办法》（某政办〔2024〕1号）废止",
    )
    assert states(Metadata(), REPLACED) == (
        Validity.REPEALED,
        "已被《新办法》（某政办〔2024〕1号）替代",
    )
    assert standing(Metadata(), (AMENDED, REPEALED), TODAY).by == (REPEALED,)


def test_the_page_it_came_from_says_in_force_but_another_document_repeals_it() -> None:
    assert states(known(validity=Validity.IN_FORCE), REPEALED)[0] is Validity.REPEALED


@pytest.mark.parametrize("state", [s for s in Validity if s is not Validity.UNVERIFIED])
def test_the_register_wins_with_a_warning(state: Validity) -> None:
    registered = known(Origin.SIDECAR, validity=state, expires=TODAY - DAY)
    assert states(registered) == (state, f"登记为{state.value}")
    found = standing(registered, (REPEALED,), TODAY)
    ended = state in (Validity.REPEALED, Validity.EXPIRED)
    warned = "，但《新办法》（某政办〔2024〕1号）写明废止本文件，请核对"
    assert found.reason == f"登记为{state.value}" + ("" if ended else warned)
    assert (found.validity, found.by) == (state, (REPEALED,))


@pytest.mark.parametrize("origin", [Origin.SIDECAR, Origin.HEADER])
def test_a_statement_that_it_is_pending_ends_by_itself(origin: Origin) -> None:
    waiting = known(origin, validity=Validity.PENDING, effective=TODAY)
    assert states(waiting, today=TODAY - DAY)[0] is Validity.PENDING
    assert states(waiting) == (Validity.UNVERIFIED, "已于2025年6月1日起施行")
    assert states(waiting, REPEALED)[0] is Validity.REPEALED
    # without a day it stays as it was said
    assert states(known(origin, validity=Validity.PENDING))[0] is Validity.PENDING


def test_the_last_day_is_still_in_force() -> None:
    bounded = Metadata(expires=TODAY)
    assert states(bounded) == (Validity.UNVERIFIED, "")
    assert states(bounded, today=TODAY + DAY) == (
        Validity.EXPIRED,
        "有效期至2025年6月1日，已届满",
    )
    on_page = known(validity=Validity.IN_FORCE, expires=TODAY)
    assert states(on_page) == (Validity.IN_FORCE, "来源页面标注为现行有效")
    validity, reason = states(on_page, today=TODAY + DAY)
    assert validity is Validity.EXPIRED and "是否延期请向发文机关核实" in reason


def test_the_first_day_is_in_force() -> None:
    later = Metadata(effective=TODAY)
    assert states(later, today=TODAY - DAY) == (Validity.PENDING, "自2025年6月1日起施行")
    assert not standing(later, (), TODAY - DAY).validity.binding
    assert states(later) == (Validity.UNVERIFIED, "")
    on_page = known(validity=Validity.IN_FORCE, effective=TODAY)
    assert states(on_page, today=TODAY - DAY)[0] is Validity.PENDING


def test_what_another_document_does_counts_from_its_first_day() -> None:
    claim = replace(REPEALED, since=TODAY)
    assert states(Metadata(), claim, today=TODAY - DAY) == (Validity.UNVERIFIED, "")
    assert states(Metadata(), claim)[0] is Validity.REPEALED


@pytest.mark.parametrize("state", [Validity.REPEALED, Validity.EXPIRED])
def test_the_page_says_it_is_over(state: Validity) -> None:
    assert states(known(validity=state), AMENDED) == (state, f"来源页面标注为{state.value}")
    assert states(known(validity=state, effective=TODAY + DAY))[0] is state


def test_amended() -> None:
    said = "部分内容已被《修改决定》（某政办〔2024〕1号）修改"
    assert states(Metadata(), AMENDED) == (Validity.AMENDED, said)
    assert states(known(validity=Validity.IN_FORCE), AMENDED) == (Validity.AMENDED, said)
    assert states(known(validity=Validity.AMENDED))[1] == "来源页面标注为已修改"
    assert standing(Metadata(), (AMENDED,), TODAY).validity.binding
    assert states(Metadata(expires=TODAY - DAY), AMENDED)[0] is Validity.EXPIRED


def test_a_document_is_named_once_and_with_its_words() -> None:
    registered = Claim(RelationKind.REPEALED_BY, "new", "", "某政办[2024]1号")
    by_title = Claim(RelationKind.REPLACED_BY, "", "新办法", "")
    copy = replace(REPEALED, document_id="copy")
    other = replace(REPEALED, document_id="other", title="另一办法", number="某政办〔2020〕9号")
    found = standing(Metadata(), (registered, by_title, REPEALED, copy, other), TODAY)
    assert found.by == (REPEALED, other)


_STATES = st.builds(
    Metadata,
    validity=st.sampled_from(Validity),
    effective=st.none() | st.dates(TODAY - 3 * DAY, TODAY + 3 * DAY),
    expires=st.none() | st.dates(TODAY - 3 * DAY, TODAY + 3 * DAY),
    origins=st.sampled_from([{"validity": Origin.SIDECAR}, {"validity": Origin.HEADER}]),
)
_CLAIMS = st.lists(
    st.builds(
        Claim,
        st.sampled_from([k for k in RelationKind if k.passive]),
        st.sampled_from(["a", "b"]),
        st.sampled_from(["甲办法", "乙办法"]),
        st.sampled_from(["", "某政〔2024〕1号"]),
        st.none() | st.dates(TODAY - 3 * DAY, TODAY + 3 * DAY),
    ),
    max_size=3,
).map(tuple)


@given(_STATES, _CLAIMS)
def test_whatever_is_said(metadata: Metadata, claims: tuple[Claim, ...]) -> None:
    found = standing(metadata, claims, TODAY)
    assert set(found.by) <= set(claims)
    assert (found.reason == "") <= (found.validity is Validity.UNVERIFIED)
    if metadata.validity is Validity.UNVERIFIED and not claims:
        # in force is never inferred
        assert found.validity in (Validity.UNVERIFIED, Validity.EXPIRED, Validity.PENDING)
    if found.validity is Validity.IN_FORCE:
        assert metadata.validity is Validity.IN_FORCE


# ── which document is meant ──


def relation(title: str = "", number: str = "", **given: Any) -> Relation:
    return Relation(given.pop("kind", RelationKind.REPEALS), title, number, **given)


def test_by_number_in_any_spelling() -> None:
    claim = claim_of(relation("补助办法", "某政办[2015]第3号", start=7, end=30), OLD, "new", NEW)
    assert claim == Claim(
        RelationKind.REPEALED_BY,
        "new",
        "补助办法",
        "某政办〔2024〕1号",
        date(2024, 1, 1),
        7,
        30,
    )
    # whatever the day: an erratum may come with the same date
    assert claim_of(relation(number=OLD.number), OLD, "new", replace(NEW, issued=OLD.issued))


def test_of_another_number_is_another_document() -> None:
    assert claim_of(relation("补助办法", "某政办〔2014〕3号"), OLD, "new", NEW) is None


def test_by_title_only_an_older_document_is_meant() -> None:
    assert claim_of(relation("补助办法"), OLD, "new", NEW)
    assert claim_of(relation("补助 办法", "某政办〔2015〕3号"), replace(OLD, number=""), "new", NEW)
    assert claim_of(relation("补助办法"), NEW, "old", OLD) is None
    assert claim_of(relation("补助办法"), replace(OLD, issued=NEW.issued), "new", NEW) is None
    assert claim_of(relation("奖励办法"), OLD, "new", NEW) is None
    assert claim_of(relation("补助办法"), replace(OLD, issued=None), "new", NEW)


def test_a_copy_of_the_new_document_is_not_meant() -> None:
    copy = replace(NEW, issued=None)
    assert claim_of(relation("补助办法"), copy, "new", NEW) is None


def test_names_that_are_missing_match_nothing() -> None:
    assert claim_of(relation(), Metadata(), "new", NEW) is None
    assert claim_of(relation(number="某政办〔2015〕3号"), Metadata(), "new", NEW) is None


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        (RelationKind.REPEALS, RelationKind.REPEALED_BY),
        (RelationKind.REPLACES, RelationKind.REPLACED_BY),
        (RelationKind.AMENDS, RelationKind.AMENDED_BY),
        (RelationKind.BASED_ON, None),
        (RelationKind.PREVAILS, None),
        (RelationKind.SEE_ALSO, None),
    ],
)
def test_seen_from_the_other_side(kind: RelationKind, seen: RelationKind | None) -> None:
    claim = claim_of(relation("补助办法", kind=kind), OLD, "new", NEW)
    assert (claim.kind if claim else None) is seen


def test_since_the_day_of_signing_where_no_other_is_known() -> None:
    claim = claim_of(relation("补助办法"), OLD, "new", replace(NEW, effective=None))
    assert claim and claim.since == NEW.issued


def test_among_documents() -> None:
    new = replace(NEW, relations=(relation("补助办法", OLD.number, start=3, end=9),))
    third = Metadata(title="补助办法", number="某政办〔2018〕7号", issued=date(2018, 1, 1))
    claims = claims_among({"old": OLD, "new": new, "third": third})
    assert set(claims) == {"old"}
    (claim,) = claims["old"]
    assert (claim.document_id, claim.start, claim.end) == ("new", 3, 9)
    by_title = replace(NEW, relations=(relation("补助办法"),))
    assert set(claims_among({"old": OLD, "new": by_title, "third": third})) == {"old", "third"}


def test_the_register_of_the_old_document_names_the_new_one() -> None:
    """Both bear the same title; the one that is described is never its own successor."""

    def by(*names: str, **others: Metadata) -> str:
        own = replace(OLD, relations=(relation(*names, kind=RelationKind.REPEALED_BY),))
        (claim,) = claims_among({"a-old": own, **others})["a-old"]
        assert (claim.title, claim.number) == (*names, "")[:2]
        return claim.document_id

    assert by("补助办法", NEW.number, new=NEW) == "new"
    assert by("补助办法", new=NEW) == "new"
    assert by("", NEW.number, new=NEW) == "new"
    assert by("补助办法", new=replace(NEW, title="别的")) == ""
    # of the right title, but of another number
    assert by("补助办法", "某政办〔2020〕9号", new=NEW) == ""
    assert by("补助办法", "某政办〔2020〕9号", new=replace(NEW, number="")) == "new"


def test_a_claim_is_named_as_far_as_known() -> None:
    assert REPEALED.name == "《新办法》（某政办〔2024〕1号）"
    assert replace(REPEALED, number="").name == "《新办法》"
    assert replace(REPEALED, title="").name == "某政办〔2024〕1号"

"""Matches as the command line and programs get them."""

from typing import Any

from assistant.errors import ProfileError
from assistant.match.batch import BatchProfile
from assistant.match.matcher import Match, Matcher, Status
from assistant.match.profile import Profile
from assistant.match.verdict import Verdict


def match_json(found: Match) -> dict[str, Any]:
    """The command contract's JSON of one match, with the verdict on each condition."""
    offer = found.offer
    return {
        "document_id": offer.document.document_id,
        "source": offer.document.source,
        "title": offer.document.title,
        "section": offer.section,
        "quote": offer.quote,
        "start": offer.measure.start,
        "end": offer.measure.end,
        "benefit": offer.measure.benefit.value,
        "status": found.status.value,
        "reason": found.reason,
        "missing": list(found.missing),
        "amount": found.sum.text,
        "how": found.sum.how,
        "until": found.timely.until.isoformat() if found.timely.until else "",
        "place": offer.region.name,
        "conditions": [_condition(found, v) for v in found.verdicts],
    }


def _condition(found: Match, verdict: Verdict) -> dict[str, Any]:
    piece = verdict.piece
    return {
        "text": found.offer.said(piece),
        "start": piece.start,
        "end": piece.end,
        "status": verdict.met.value,
        "because": verdict.because,
    }


def matches_json(item: BatchProfile, matcher: Matcher) -> dict[str, Any]:
    """The contract's line of one profile; ``error`` says in Chinese why there is none."""
    if item.wrong:
        return {"id": item.id, "matches": [], "error": item.wrong}
    try:
        found = matcher.match(item.profile)
    except ProfileError as error:
        return {"id": item.id, "matches": [], "error": str(error)}
    return {"id": item.id, "matches": [match_json(m) for m in found]}


def matches_table(found: list[Match], profile: Profile) -> str:
    """Lines for a terminal: what fits, what is to be checked, what doesn't and why."""
    lines = [f"按 {profile.as_of.isoformat()}，{profile.place or '未说明地区'}："]
    for status in Status:
        own = [m for m in found if m.status is status]
        lines.append(f"【{status.value}】{len(own)} 项")
        for match in own:
            lines += _lines(match)
    return "\n".join(lines) if found else f"{lines[0]}没有找到相关的支持措施。"


def _lines(match: Match) -> list[str]:
    offer = match.offer
    lines = [f"  {match.sum.shown or '金额未定'}　{' '.join(offer.quote.split())}"]
    lines.append(f"      —— {offer.document.title} {offer.section}")
    if match.reason:
        lines.append(f"      {match.reason}")
    elif match.sum.how:
        lines.append(f"      {match.sum.how}")
    lines += [f"      需核实：{ask}" for ask in match.missing]
    return lines

"""``python -m assistant check``: sentences with the clauses they cite, one JSON object a line.

``{"id", "question"?, "claim", "clauses": [...]}`` becomes ``{"id", "carried", "reason"}``: marks ``[n]``
of the claim mean the n-th clause; a claim without marks is tried against all of them. With a model
configured paraphrases go to it as the verifier, twelve in a call; without one they are not carried.
``../shared/data/claims`` has sentences in this form.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Citation
from assistant.errors import BatchError
from assistant.writing.check import PARAPHRASE, Checker, Verdict
from assistant.writing.checking.reasons import explained
from assistant.writing.checking.verifier import Question, verify
from assistant.writing.endpoint import Endpoint
from assistant.writing.errors import ModelError
from assistant.writing.sentences import split
from corpus.language.departments import DepartmentTable

_TOGETHER = 12  # doubts of one call to the verifier


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of the file."""

    id: str
    question: str
    claim: str
    clauses: tuple[str, ...]


def read_claims(path: Path) -> list[Claim]:
    """The claims of a file, in order; blank lines are left out.

    Raises:
        BatchError: no such file, or a line that is no claim (its number is named).
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise BatchError(f"找不到文件“{path}”，请检查路径。") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BatchError(f"文件“{path}”读不出来，应为 UTF-8 的 JSON Lines 文件。") from error
    return [_claim(path, n, line) for n, line in enumerate(lines, 1) if line.strip()]


def check_claims(
    claims: list[Claim], table: DepartmentTable, endpoint: Endpoint | None = None
) -> Iterator[dict[str, Any]]:
    """One row of the contract a claim, in order."""
    for start in range(0, len(claims), _TOGETHER):
        batch = claims[start : start + _TOGETHER]
        verdicts = [_verdict(claim, table) for claim in batch]
        carried = _verified(batch, verdicts, endpoint, table)
        for claim, verdict, good in zip(batch, verdicts, carried, strict=True):
            reason = "" if good else explained(verdict.reason)
            yield {"id": claim.id, "carried": not reason, "reason": reason}


def _verdict(claim: Claim, table: DepartmentTable) -> Verdict:
    evidence = [
        Citation(n, "", "", "", "", "", clause, 0, len(clause), "")
        for n, clause in enumerate(claim.clauses, 1)
    ]
    checker = Checker(evidence, table, claim.question)
    found = [checker.check(sentence) for sentence in split(claim.claim)]
    fallen = [v for v in found if v.reason and v.reason != PARAPHRASE]
    if fallen or not found:
        return fallen[0] if fallen else Verdict("没有内容")
    doubts = tuple(d for v in found for d in v.doubts)
    return Verdict(PARAPHRASE if doubts else "", doubts=doubts)


def _verified(
    batch: list[Claim], verdicts: list[Verdict], endpoint: Endpoint | None, table: DepartmentTable
) -> list[bool]:
    """Which claims stand after the verifier was asked; a failing one verifies nothing."""
    asked = [
        (at, Question(d.clause, claim.clauses[d.n - 1]))
        for at, (claim, verdict) in enumerate(zip(batch, verdicts, strict=True))
        for d in verdict.doubts
    ]
    good = [not v.reason for v in verdicts]
    if endpoint is None or not asked:
        return good
    said: list[bool] = []
    for start in range(0, len(asked), _TOGETHER):
        some = [question for _, question in asked[start : start + _TOGETHER]]
        try:
            said += verify(some, endpoint, table)
        except ModelError:
            said += [False] * len(some)
    for at in {at for at, _ in asked}:
        good[at] = all(s for s, (of, _) in zip(said, asked, strict=True) if of == at)
    return good


def _claim(path: Path, n: int, line: str) -> Claim:
    try:
        values = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BatchError(f"{path} 第 {n} 行不是 JSON。") from error
    if not isinstance(values, dict) or not isinstance(values.get("claim"), str):
        raise BatchError(f"{path} 第 {n} 行缺少文字字段 claim。")
    clauses = values.get("clauses")
    if not isinstance(clauses, list) or not all(isinstance(c, str) for c in clauses):
        raise BatchError(f"{path} 第 {n} 行的 clauses 应为文字列表。")
    question = values.get("question")
    if question is not None and not isinstance(question, str):
        raise BatchError(f"{path} 第 {n} 行的 question 应为文字。")
    return Claim(str(values.get("id", "")), question or "", values["claim"], tuple(clauses))

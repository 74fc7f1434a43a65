"""Who asks what they can get: place, industry, kind and size, qualifications, plans, figures, the day."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from assistant.errors import ProfileError
from corpus import clock
from corpus.language.words import simplified, unspaced

_LONGEST = 200  # characters of one value
_MOST = 60  # values of a list, and figures
_TEXTS = ("place", "industry", "kind", "size")
_LISTS = ("qualifications", "plans")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Larger than the state's budget: no enterprise has it, a slip of the hand has.
_LARGEST = 10**14


@dataclass(frozen=True, slots=True)
class Profile:
    """What an enterprise says of itself; empty where it says nothing. ``facts`` are free figures and
    statements by name (``设备投资_元``: ``2600000``); ``as_of`` is the day that expiry is judged by."""

    as_of: date = field(default_factory=clock.today)
    place: str = ""
    industry: str = ""
    kind: str = ""
    size: str = ""
    qualifications: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing is said by which a measure could fit."""
        return not any(
            (self.place, self.industry, self.size, self.qualifications, self.plans, self.facts)
        )

    def with_fact(self, name: str, value: str) -> "Profile":
        """With one more fact, as a button of a question adds it."""
        return replace(self, facts={**self.facts, name: value})

    def to_json(self) -> dict[str, Any]:
        """The contract's JSON of a profile."""
        values = {**asdict(self), "as_of": self.as_of.isoformat()}
        return values | {name: list(values[name]) for name in _LISTS}


def profile_from_json(values: Any) -> Profile:
    """Read a profile as the command contract writes it; unknown keys are refused.

    Raises:
        ProfileError: a value of the wrong form, an impossible day or figure.
    """
    if not isinstance(values, dict):
        raise ProfileError("企业情况应为 JSON 对象。")
    known = {"as_of", "facts", *_TEXTS, *_LISTS}
    if unknown := [str(key)[:20] for key in values if key not in known]:
        raise ProfileError(
            f"企业情况里有不认识的项目“{unknown[0]}”，可用：{'、'.join(sorted(known))}。"
        )
    return Profile(
        as_of=_day(values.get("as_of")),
        place=_text(values.get("place") or "", "地区"),
        industry=_text(values.get("industry") or "", "行业"),
        kind=_text(values.get("kind") or "", "主体类型"),
        size=_text(values.get("size") or "", "规模"),
        qualifications=_list(values.get("qualifications") or [], "资质"),
        plans=_list(values.get("plans") or [], "计划和投入"),
        facts=_facts(values.get("facts") or {}),
    )


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise ProfileError(f"“{name}”应为文字。")
    if len(value) > _LONGEST:
        raise ProfileError(f"“{name}”太长，请控制在 {_LONGEST} 字以内。")
    return simplified(" ".join(_CONTROL.sub(" ", value).split()))


def _list(value: Any, name: str) -> tuple[str, ...]:
    values = re.split("[\n；;]", value) if isinstance(value, str) else value
    if not isinstance(values, list):
        raise ProfileError(f"“{name}”应为文字列表。")
    if len(values) > _MOST:
        raise ProfileError(f"“{name}”太多，最多 {_MOST} 项。")
    return tuple(filter(None, (_text(v, name) for v in values)))


def _day(value: Any) -> date:
    if value in (None, ""):
        return clock.today()
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ProfileError(f"日期“{str(value)[:20]}”不对，应写成 2025-01-31 这样。") from error
    if not 1949 <= day.year <= 2100:
        raise ProfileError(f"日期“{value}”不在 1949 到 2100 年之间，请检查。")
    return day


def _facts(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ProfileError("“其他情况”应为名称与数值的对照。")
    if len(value) > _MOST:
        raise ProfileError(f"“其他情况”太多，最多 {_MOST} 项。")
    return {
        unspaced(_text(str(name), "其他情况的名称")): _fact(str(name)[:20], told)
        for name, told in value.items()
    }


def _fact(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        if not -_LARGEST < value < _LARGEST:  # false for nan, too
            raise ProfileError(f"“{name}”的数值 {value:g} 不合常理，请检查单位。")
        if value < 0:
            raise ProfileError(f"“{name}”不能是负数。")
        return f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    if isinstance(value, list):
        return "，".join(_text(item, name) for item in value[:_MOST])
    return _text(value, name)


def profile_key(profile: Profile) -> str:
    """The same for equal profiles: to keep and to compare them."""
    return json.dumps(profile.to_json(), ensure_ascii=False, sort_keys=True)

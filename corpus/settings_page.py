"""The page ``docs/settings.md``, written from the settings themselves: ``python -m corpus.settings_page``.

With ``--compose FILE`` the list of settings that a compose file hands to its container is rewritten.
"""

import sys
from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from corpus.settings import Settings
from corpus.settings_people import PeopleSettings

_HEAD = """# 设置

<!-- 由 corpus/settings.py 生成；请改那里，再运行 make docs。 -->

用环境变量设置，进程启动时读取一次。名称写错、值不能用，都会在启动时用一行话说明；空值等于没有设置。
标“保密”的不会显示，也不写进日志。

| 变量 | 默认 | 取值 | 含义 |
|---|---|---|---|
"""
_COMPOSE_BEGIN, _COMPOSE_END = "      # 设置：", "      # 设置完"
_KINDS = {"int": "整数", "float": "数字", "bool": "true 或 false"}


def settings_page() -> str:
    """The page: a row for each setting, in the order of the code, those on people last."""
    fields = sorted(
        Settings.model_fields.items(), key=lambda f: f[0] in PeopleSettings.model_fields
    )
    return _HEAD + "".join(_row(name, info) for name, info in fields)


def with_settings(compose: str) -> str:
    """The text of a compose file with every setting between its two marks, but where the store is."""
    begin, rest = compose.split(_COMPOSE_BEGIN, 1)
    line, rest = rest.split("\n", 1)
    _, end = rest.split(_COMPOSE_END, 1)
    names = [f"POLICY_{name.upper()}" for name in Settings.model_fields if name != "store"]
    rows = "".join(f"      {name}: ${{{name}:-}}\n" for name in names)
    return f"{begin}{_COMPOSE_BEGIN}{line}\n{rows}{_COMPOSE_END}{end}"


def _row(name: str, info: FieldInfo) -> str:
    default = f"`{_written(info.default)}`" if info.default not in (None, "") else "无"
    cells = (f"`POLICY_{name.upper()}`", default, _values(info), info.description or "")
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _values(info: FieldInfo) -> str:
    kind = info.annotation
    if get_origin(kind) is not None and type(None) in get_args(kind):
        kind = next(a for a in get_args(kind) if a is not type(None))
    if get_origin(kind) is Literal:
        return " 或 ".join(f"`{value}`" for value in get_args(kind))
    limits = {type(m).__name__: m for m in info.metadata}
    if pattern := next((m.pattern for m in info.metadata if getattr(m, "pattern", None)), None):
        return " 或 ".join(f"`{word}`" for word in pattern.strip("^$()").split("|"))
    if kind is SecretStr:
        return "文字，保密"
    low, high = limits.get("Ge"), limits.get("Le")
    bounds = f"，{low.ge:,}—{high.le:,}" if low and high else ""
    return _KINDS.get(str(getattr(kind, "__name__", "")), "文字") + bounds


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if sys.argv[1:2] == ["--compose"]:
        file = Path(sys.argv[2])
        file.write_text(with_settings(file.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        sys.stdout.write(settings_page())

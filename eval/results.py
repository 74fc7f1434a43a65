"""Where results are kept: one JSON line a run, oldest first."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("results")


def keep(name: str, result: dict[str, Any], wanted: bool = True) -> None:
    """Append a result to ``eval/results/NAME``, if it is ``wanted``."""
    if wanted:
        FOLDER.mkdir(exist_ok=True)
        with (FOLDER / name).open("a", encoding="utf-8") as file:
            file.write(json.dumps(result, ensure_ascii=False) + "\n")

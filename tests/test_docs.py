"""The pages for engineers: what they name exists, pictures are those of their text, checks are the same."""

import re
import runpy
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from corpus.settings import PROJECT_ROOT

DOCS = PROJECT_ROOT / "docs"
PAGES = ("docs/architecture.md", "CONTRIBUTING.md")


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_is_named_exists(page: str) -> None:
    text = (PROJECT_ROOT / page).read_text("utf-8")
    named = set(
        re.findall(r"(?<![\w/])(?:corpus|index|assistant|pages|eval|tests|docs)/[\w./-]*", text)
    )
    named |= {
        f"docs/{link}" for link in re.findall(r"\]\(([\w./-]+)\)", text) if page.startswith("docs/")
    }
    assert named
    missing = [p for p in named if "NAME" not in p and not (PROJECT_ROOT / p.rstrip(".")).exists()]
    assert missing == []


def test_the_pictures_are_drawn_from_the_text() -> None:
    charts = runpy.run_path(str(DOCS / "draw.py"))["charts"]
    drawn = charts((DOCS / "architecture.md").read_text("utf-8"))
    assert len(drawn) == 2
    for name, svg in drawn.items():
        assert (DOCS / "images" / name).read_text("utf-8") == svg, "run: make docs"


def test_the_sample_of_a_kind_is_one() -> None:
    (sample,) = re.findall(
        r"^```python\n(.*?)^```",
        (DOCS / "architecture.md").read_text("utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    made: dict[str, Any] = {}
    exec(compile(sample, "docs/architecture.md", "exec"), made)
    kind = made["HowMany"]()
    asked = SimpleNamespace(
        question=SimpleNamespace(text="资料库里有多少份文件？"),
        library=SimpleNamespace(holdings=lambda: (["one", "two"], [])),
    )
    bid = kind.bid(asked)
    assert bid.settles_scope and "2 份" in str(kind.answer(asked, bid).blocks[0])


def test_hooks_are_the_checks_of_lint() -> None:
    config = yaml.safe_load((PROJECT_ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = {" ".join(hook["entry"].split()[:2]) for hook in config["repos"][0]["hooks"]}
    makefile = (PROJECT_ROOT / "Makefile").read_text("utf-8")
    (recipe,) = re.findall(r"^lint: dev\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    checks = {f".venv/bin/{name}" for name in re.findall(r"\$\(BIN\)/((?:ruff )?[\w-]+)", recipe)}
    assert {hook if "ruff" in hook else hook.split()[0] for hook in hooks} == checks

"""What the README promises exists, and what exists is in the README."""

import ast
import re
import shlex
import sys
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from corpus.settings import PROJECT_ROOT, Settings
from corpus.settings_page import settings_page
from tests.conftest import run_command

READMES = ("README.md", "README.en.md")
MODULES = ("corpus", "index", "assistant")
PRODUCT = ("corpus", "index", "assistant", "pages")


def _text(name: str) -> str:
    return (PROJECT_ROOT / name).read_text(encoding="utf-8")


def _commands(name: str) -> list[str]:
    """Every ``python …`` command line of a README, comments dropped."""
    text = _text(name)
    blocks = re.findall(r"^ *```bash\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    lines += re.findall(r"`(python [^`]+)`", text)
    return [line for line in lines if line.startswith("python ")]


@cache
def _help(*command: str) -> str:
    words = command[1:] if command[0] == "-m" else (command[0].removesuffix(".py"), *command[1:])
    done = run_command(*words, "--help", COLUMNS="200")
    assert done.returncode == 0, done.stderr
    return done.stdout


def _split(line: str) -> tuple[tuple[str, ...], list[str]]:
    """The command itself (``-m index build``) and its options."""
    words = shlex.split(line, comments=True)[1:]
    if words[0] == "-m":
        named = 4 if words[1] == "pages" else 3  # a group of commands, and one of them
        return tuple(words[:named]), [w for w in words[named:] if w.startswith("--")]
    return tuple(words[:1]), [w for w in words[1:] if w.startswith("--")]


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_option_exists(name: str) -> None:
    lines = _commands(name)
    assert lines
    for line in lines:
        command, options = _split(line)
        known = re.findall(r"--[a-z][a-z-]*", _help(*command))
        assert set(options) <= set(known), line


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize("name", READMES)
def test_every_subcommand_is_documented(name: str, module: str) -> None:
    subcommands = re.findall(r"^    ([a-z]+) ", _help("-m", module), re.MULTILINE)
    assert subcommands
    documented = {_split(line)[0] for line in _commands(name)}
    assert {("-m", module, subcommand) for subcommand in subcommands} <= documented


@pytest.mark.parametrize("name", READMES)
def test_settings_are_those_that_exist(name: str) -> None:
    rows = dict(
        re.findall(r"^\| `(POLICY_[A-Z_]+)` \| `?([^`|]*?)`? \|", _text(name), re.MULTILINE)
    )
    fields = {f"POLICY_{field.upper()}": info for field, info in Settings.model_fields.items()}
    assert rows and set(rows) <= set(fields)  # all of them are in docs/settings.md
    assert set(re.findall(r"POLICY_[A-Z_]+", _text(name))) <= set(fields)
    for variable, info in fields.items():
        if variable in rows and info.default not in (None, ""):
            assert rows[variable] == str(info.default), variable


def test_the_page_of_settings_is_made_from_the_code() -> None:
    assert _text("docs/settings.md") == settings_page(), "run: make docs"


@pytest.mark.parametrize("name", READMES)
def test_make_targets_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", _text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)", _text(name))) <= targets


@pytest.mark.parametrize("name", READMES)
def test_files_and_pictures_exist(name: str) -> None:
    text = _text(name)
    links = re.findall(r"\]\(([^)#]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    table = re.findall(r"`([\w./-]+(?:/|\.py|\.yaml))`", text)
    for path in links + [p for p in table if "…" not in p]:
        if not path.startswith(("http", "/")):
            assert (PROJECT_ROOT / path).exists(), path


def test_both_languages_say_the_same() -> None:
    """Same commands, settings and headings' count: one is not forgotten when the other changes."""
    chinese, english = (_text(name) for name in READMES)
    assert len(re.findall("^#", chinese, re.MULTILINE)) == len(
        re.findall("^#", english, re.MULTILINE)
    )
    assert [_split(c) for c in _commands(READMES[0])] == [_split(c) for c in _commands(READMES[1])]
    limits = [
        text[text.index(title) :].count("\n- ")
        for text, title in ((chinese, "局限"), (english, "Limits"))
    ]
    assert limits[0] == limits[1]


def _imports(paths: list[Path]) -> set[str]:
    names: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module)
    return {name.split(".")[0] for name in names}


def _required(name: str) -> set[str]:
    lines = [line for line in _text(name).splitlines() if line and not line.startswith(("#", "-r"))]
    assert all(re.fullmatch(r"[\w.-]+==[\w.+]+", line) for line in lines), "every version is pinned"
    return {_canonical(line.split("==")[0]) for line in lines}


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _missing(paths: list[Path], required: set[str]) -> set[str]:
    own = {*PRODUCT, "eval", "ui", "tests"} | {
        path.stem for path in (PROJECT_ROOT / "tests").rglob("*.py")
    }
    distributions = packages_distributions()
    third_party = _imports(paths) - own - set(sys.stdlib_module_names)
    return {
        name
        for name in third_party
        if not {_canonical(d) for d in distributions.get(name, [name])} & required
    }


def test_requirements_name_everything_the_product_imports() -> None:
    paths = [
        PROJECT_ROOT / "ui.py",
        *(p for package in PRODUCT for p in (PROJECT_ROOT / package).rglob("*.py")),
    ]
    assert _missing(paths, _required("requirements.txt")) == set()


def test_development_requirements_name_everything_tests_and_evaluation_import() -> None:
    folders = ("tests", "eval")  # evaluation makes its own office files, as the tests do
    paths = [path for folder in folders for path in (PROJECT_ROOT / folder).rglob("*.py")]
    required = _required("requirements.txt") | _required("requirements-dev.txt")
    assert _missing(paths, required) == set()

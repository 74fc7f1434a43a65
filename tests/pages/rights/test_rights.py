"""Who is not of the group sees nothing of its documents, by no way; who is, sees them."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from threading import Event

import pytest

from assistant.answer import Answer
from pages.desk import Desk
from pages.identity import Identity, Role
from pages.records.kept import NewTurn
from pages.rights.kept_rules import KeptRules
from pages.rights.reader import reading_as
from tests.pages.rights.kept_close import Close, Tries, leaked, site


@pytest.fixture(scope="module")
def close(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Close]:
    base = tmp_path_factory.mktemp("rights")
    copytree(seed_store, base / "store", symlinks=True)
    with site(base / "store", base / "文件") as made:
        yield made


def _tried(close: Close, name: str, seed: int, count: int) -> tuple[list[str], Counter[str]]:
    """What got through, and how often each way told something."""
    tries = Tries(close, close.client(name), seed)
    through: list[str] = []
    ways: Counter[str] = Counter()
    for _ in range(count):
        way, asked, said = tries.one()
        found = leaked(said, asked)
        if found:
            ways[way] += 1
            through.append(f"{way} {asked[-200:]} → {found}")
    return through, ways


@pytest.mark.parametrize("name", ["", "li"])
def test_nothing_gets_through(close: Close, name: str) -> None:
    through, _ = _tried(close, name, 1, 60)
    assert through == []


def test_the_group_sees_its_documents(close: Close) -> None:
    """The same tries find them for who may see them, so that what finds nothing means something."""
    _, ways = _tried(close, "wang", 1, 60)
    kinds = {way.partition("/")[0] or "/" for way in ways}
    assert ways.total() > 15 and {"api", "mcp", "chat", "/"} <= kinds, ways


@pytest.mark.sweep
def test_every_way_shows_something_to_the_group(close: Close) -> None:
    _, ways = _tried(close, "wang", 2, 600)
    print(f"有权的人：600 次尝试，{ways.total()} 次看到")
    tools = ("ask", "search", "duties", "tasks", "match", "measures", "documents")
    wanted = {f"{way}/{tool}" for way in ("api", "mcp") for tool in tools}
    wanted |= {
        "chat",
        "/originals/{id}",
        "/originals/{id}/file",
        "/tasks/print",
        "/compare/table.docx",
    }
    assert wanted <= ways.keys(), wanted - ways.keys()


def test_an_answer_kept_from_before_is_withheld(close: Close) -> None:
    """The records hold what was quoted when more could be seen."""
    desk = Desk(close.store)
    desk.load()
    wang, li = Identity(Role.READER, "wang"), Identity(Role.READER, "li")
    with reading_as(wang):
        *_, answer = desk.stream("新建无人机试飞基地给多少补贴？", [], Event())
    assert isinstance(answer, Answer) and "八百四十二万" in answer.markdown
    for owner in (wang, li):
        conversation = desk.records.begin(owner.key, "补贴")
        turn = NewTurn(answer.question, datetime.now(UTC), answer)
        desk.records.append(owner.key, conversation, turn)
        with reading_as(owner):
            (kept,) = desk.records.load(owner.key, conversation).turns
        token = desk.records.shares.share(owner.key, kept.turn)
        link = f"answers/{token}"  # shows whoever opens it what he may see
        assert "八百四十二万" in close.client("wang").get(link).text
        assert "八百四十二万" not in close.client("li").get(link).text
        if owner is wang:
            assert kept.answer is not None
        else:
            assert kept.answer is None and kept.shown == () and "无权查看" in kept.notice
            exported = close.client("li").get(f"exports/{conversation}.md").text
            assert "八百四十二万" not in exported and "无权查看" in exported
    desk.close()


def test_rules_that_changed_hold_at_once(close: Close) -> None:
    """Without a restart, for who has the page open as well."""
    li = close.client("li")
    opened = f"originals/{close.ids[0]}"
    assert li.get(opened).status_code == 404
    rules = KeptRules(close.store)
    written = rules.path.read_bytes()
    with rules.changing() as collections:
        collections[:] = []
    assert li.get(opened).status_code == 200
    rules.path.write_bytes(written)
    assert li.get(opened).status_code == 404
    rules.path.write_bytes(b"collections: [")
    assert li.get(opened).status_code == 404
    assert close.client("chef").get(opened).status_code == 200
    rules.path.write_bytes(written)


@pytest.mark.sweep
@pytest.mark.parametrize("name", ["", "li"])
def test_a_thousand_tries(close: Close, name: str) -> None:
    count = int(os.environ.get("RIGHTS_TRIES", "600"))
    through, _ = _tried(close, name, 2, count)
    print(f"{count} 次尝试，{len(through)} 次得逞")
    assert through == []

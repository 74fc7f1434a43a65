"""A site on which some documents are for one group alone, and all the ways to ask it for them."""

import json
import random
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import httpx

from index.progress import Progress
from index.session import open_builder
from pages.access.users import Users
from pages.identity import Role
from pages.rights.kept_rules import KeptRules
from pages.rights.rules import Collection
from tests.hostile.site import ask as hostile_ask
from tests.pages.access.doors import GOOD, with_users
from tests.pages.page_server import served

FOLDER = "内部"
TITLE = "关于加快青螺谷低空基地建设的内部通知"
OFFICE = "青螺谷空域协同管理中心"
NOTICE = f"""澄江市人民政府办公室
{TITLE}
澄政办密〔2025〕907号
各县（市、区）人民政府：
现通知如下。
一、支持措施
对新建无人机试飞基地的企业，给予一次性补贴七百三十一万元，须于2026年11月9日前向{OFFICE}申报。
二、保障措施
{OFFICE}负责划定霁雾峰无人机物流航线，2026年6月底前完成。
联系电话：0999-7316428
澄江市人民政府办公室
2025年3月1日
"""
LATER = NOTICE.replace("七百三十一万元", "八百四十二万元").replace("907号", "908号")
CATALOG = """序号,项目名称,补贴标准,责任单位
1,霁雾峰起降场,每处六十三万元,{office}
2,沉璧湖观测站,每座五十七万元,{office}
"""
# Words that stand in what is kept close and nowhere else.
WORDS = (
    "青螺谷", "澄政办密", "907号", "908号", "七百三十一万", "八百四十二万", "霁雾峰", "7316428", "沉璧湖",
    "六十三万", "五十七万", "起降目录", "内部/通知",
)  # fmt: skip
QUESTIONS = (
    "新建无人机试飞基地给多少补贴？", "霁雾峰物流航线由谁划定？", f"{OFFICE}负责什么？", "这份文件什么时候到期？",
    f"《{TITLE}》现在还有效吗？", "澄政办密〔2025〕907号讲了什么？", "沉璧湖观测站补贴多少？", "有哪些补贴？",
    "无人机试飞基地向谁申报？", "电话是多少？", "资料库里有哪些文件？", "最新的文件是哪份？",
    "2026年6月底前要完成什么？",
    "新旧版本有什么不同？", "低空经济", "青螺谷在哪",
)  # fmt: skip
# The list of one's own conversations says again what was asked before.
_OWN = "".join((*QUESTIONS, TITLE, OFFICE))
_TOOLS = ("ask", "search", "duties", "tasks", "match", "measures", "documents")


@dataclass
class Close:
    """The site: its address, its store, the ids of what is kept close with their versions."""

    url: str
    store: Path
    ids: tuple[str, ...]
    versions: tuple[str, ...]
    hashes: tuple[str, ...]
    clients: list[httpx.Client] = field(default_factory=list)

    def client(self, name: str = "", **headers: str) -> httpx.Client:
        """A browser in which ``name`` has signed in, a guest's for ""."""
        client = httpx.Client(base_url=self.url, timeout=60, headers=headers)
        self.clients.append(client)
        if name:
            done = client.post("sign-in", data={"name": name, "password": GOOD})
            assert done.status_code == 303, done.text
        return client


def users_of(store: Path) -> Users:
    """A store with ``chef``, who administers, ``li``, a reader, and ``wang``, of the group 办公室."""
    users = with_users(store)
    users.add("wang", Role.READER, users.all()[0].password)
    users.change("wang", Role.READER, ("办公室",))
    return users


def plant(store: Path, folder: Path) -> None:
    """Take in what is kept close: a notice in two versions, a catalogue, and one that is gone."""
    close = folder / FOLDER
    close.mkdir(parents=True)
    (close / "通知.txt").write_text(NOTICE, "utf-8")
    (close / "起降目录.csv").write_text(CATALOG.format(office=OFFICE), "utf-8")
    (close / "旧通知.txt").write_text(NOTICE.replace("907号", "906号"), "utf-8")
    _build(store, folder)
    (close / "通知.txt").write_text(LATER, "utf-8")
    (close / "旧通知.txt").unlink()
    _build(store, folder)
    with KeptRules(store).changing() as collections:
        collections.append(Collection("内部文件", (FOLDER,), ("办公室",)))


def _build(store: Path, folder: Path) -> None:
    builder = open_builder(store, Progress())
    try:
        builder.build([folder], prune=False)
    finally:
        builder.vectors.close()
        builder.store.close()


@contextmanager
def site(store: Path, folder: Path, **configured: str) -> Iterator[Close]:
    """The pages over a store, a copy of one's own, with what is kept close in it."""
    from index.store import Store

    plant(store, folder)
    users_of(store)
    whole = Store(store)
    rows = whole.rows(
        "SELECT document_id, version FROM documents WHERE source LIKE '内部/%' UNION"
        " SELECT document_id, version FROM versions WHERE source LIKE '内部/%'"
    )
    hashes = [row[0] for row in whole.rows("SELECT file FROM originals WHERE file != ''")]
    whole.close()
    ids = tuple(dict.fromkeys(row[0] for row in rows))
    with served(store, **configured) as url:
        close = Close(url, store, ids, tuple(row[1] for row in rows), tuple(hashes))
        try:
            yield close
        finally:
            for client in close.clients:
                client.close()


def leaked(said: str, asked: str) -> list[str]:
    """What of the close words an answer tells that was not in the question."""
    plain = said.encode("utf-8", "replace").decode("utf-8")
    if "\\u" in plain:
        plain += re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), plain)
    # An answer repeats the question, and may say that there is no document of the name asked for.
    return [word for word in WORDS if word in plain and word not in asked]


class Tries:
    """Seeded ways to ask for what is kept close. Each returns what was asked and what was said."""

    def __init__(self, close: Close, client: httpx.Client, seed: int) -> None:
        self.close, self.client = close, client
        self.chance = random.Random(seed)
        self.routes = _routes(close.store)
        self.functions = client.get("config").json()["dependencies"]

    def one(self) -> tuple[str, str, str]:
        """A try: its name, what was asked, what was said."""
        way = self.chance.choice(
            (self.tool, self.mcp, self.route, self.event, self.event, self.download, self.chat)
        )
        return way()

    def _word(self) -> str:
        close = self.close
        return self.chance.choice(
            (
                *close.ids,
                *QUESTIONS,
                OFFICE,
                TITLE,
                "",
                f"{close.ids[0]}@{close.versions[0]}",
                "内部",
            )
        )

    def _arguments(self, tool: str) -> dict[str, Any]:
        if tool in ("ask", "search"):
            history = [self.chance.choice(QUESTIONS)] if self.chance.random() < 0.3 else []
            return {"question": self.chance.choice(QUESTIONS), "history": history}
        if tool == "duties":
            return {"department": self.chance.choice((OFFICE, "工信局", "管理中心"))}
        if tool == "match":
            return {"situation": "本市企业，计划新建无人机试飞基地"}
        if tool == "tasks":
            return {
                "department": self.chance.choice(("", OFFICE)),
                "document_id": self.chance.choice(("", *self.close.ids)),
            }
        if tool == "measures":
            return {"document_id": self.chance.choice(("", *self.close.ids))}
        return {"words": self.chance.choice(("", "内部", "青螺谷", "密", "通知"))}

    def tool(self) -> tuple[str, str, str]:
        """A tool by Gradio's queue, as curl calls it."""
        name = self.chance.choice(_TOOLS)
        arguments = self._arguments(name)
        begun = self.client.post(
            f"gradio_api/call/{name}", json={"data": _positional(name, arguments)}
        )
        said = begun.text
        if "event_id" in said:
            said = self.client.get(f"gradio_api/call/{name}/{begun.json()['event_id']}").text
        return f"api/{name}", json.dumps(arguments, ensure_ascii=False), said

    def download(self) -> tuple[str, str, str]:
        """A file or printed page, with the values it takes."""
        close, chance = self.close, self.chance
        key = chance.choice(close.ids)
        situation = "本市企业，计划新建无人机试飞基地"
        path, values = chance.choice((
            (f"originals/{key}", {}), (f"originals/{key}/file", {}),
            (f"originals/{key}/file", {"v": chance.choice(close.versions)}),
            ("duties/table.xlsx", {"d": OFFICE}), ("duties/table.xlsx", {"doc": key}),
            ("tasks/table.xlsx", {"doc": key}), ("tasks/print", {"d": OFFICE}), ("tasks/table.xlsx", {}),
            ("catalogs/table.xlsx", {"c": key}),
            ("compare/table.docx", {"old": f"{key}@{chance.choice(close.versions)}", "new": key}),
            ("match/table.xlsx", {"s": situation}), ("match/print", {"s": situation}),
        ))  # fmt: skip
        answer = self.client.get(path, params=values)
        said = answer.content.decode("utf-8", "replace") + unzipped(answer.content)
        return "/" + path.replace(key, "{id}"), json.dumps(values, ensure_ascii=False), said

    def chat(self) -> tuple[str, str, str]:
        """A question on the page, by the queue as a browser asks it."""
        question, session = self.chance.choice(QUESTIONS), uuid.uuid4().hex
        said = hostile_ask(self.client, session, question)
        return "chat", _OWN, said

    def mcp(self) -> tuple[str, str, str]:
        """A tool by MCP."""
        name = self.chance.choice(_TOOLS)
        arguments = self._arguments(name)
        call = {
            "jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": {"name": name, "arguments": arguments},
        }  # fmt: skip
        accept = {"accept": "application/json, text/event-stream"}
        said = self.client.post("mcp", json=call, headers=accept).text
        return f"mcp/{name}", json.dumps(arguments, ensure_ascii=False), said

    def route(self) -> tuple[str, str, str]:
        """A plain address with everything that any page reads from an address."""
        template = self.chance.choice(self.routes)
        path = re.sub(r"{[^}]*}", lambda _: quote(self._word(), safe=""), template).lstrip("/")
        values = {
            "v": self.chance.choice(("", *self.close.versions)),
            "d": self.chance.choice(("", OFFICE)), "doc": self.chance.choice(("", *self.close.ids)),
            "old": f"{self.close.ids[0]}@{self.close.versions[0]}", "new": self.chance.choice(self.close.ids),
            "of": self.chance.choice(("", *self.close.ids)), "c": self.chance.choice(self.close.ids),
            "catalog": self.chance.choice(self.close.ids), "q": self._word(),
            "s": self.chance.choice(("", "本市企业，新建无人机试飞基地")),
        }  # fmt: skip
        some = {k: v for k, v in values.items() if v and self.chance.random() < 0.6}
        answer = self.client.get(path, params=some, headers={"accept": "text/html,*/*"})
        said = answer.content.decode("utf-8", "replace") + unzipped(answer.content)
        said = said.replace(quote(some.get("q", "\x00")), "")
        return template, json.dumps([unquote(path), *some.values()], ensure_ascii=False), said

    def event(self) -> tuple[str, str, str]:
        """An event of a page, as its script sends it, with what only a forger would put into it."""
        function = self.chance.choice(self.functions)
        keys = (
            "d",
            "doc",
            "old",
            "new",
            "of",
            "document",
            "c",
            "q",
            "s",
            "catalog",
            "act",
            "words",
        )
        data = {key: self._word() for key in keys} | {"start": "0", "end": "40", "whole": "1"}
        data |= {"version": self.chance.choice(("", *self.close.versions)), "turn": "0", "n": "1"}
        values = [self._word() for _ in function["inputs"]]
        session = uuid.uuid4().hex
        joined = self.client.post("gradio_api/queue/join", json={
            "data": values, "fn_index": function["id"], "session_hash": session, "event_data": data,
        })  # fmt: skip
        said = [joined.text]
        if joined.status_code == 200 and "event_id" in joined.text:
            with self.client.stream(
                "GET", "gradio_api/queue/data", params={"session_hash": session}
            ) as stream:
                for line in stream.iter_lines():
                    said.append(line)
                    if '"process_completed"' in line or '"close_stream"' in line:
                        break
        asked = json.dumps([values, data], ensure_ascii=False)
        return f"event/{function['id']}", asked + _OWN, "\n".join(said)


def _positional(name: str, arguments: dict[str, Any]) -> list[Any]:
    """All arguments of a tool in their order, those that are not given by their defaults."""
    from pages.api.tools import TOOLS

    (tool,) = (tool for tool in TOOLS if tool.name == name)
    return [arguments.get(a.name, a.default) for a in tool.arguments]


def unzipped(content: bytes) -> str:
    """The words of a workbook or document."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "".join(packed.read(n).decode("utf-8", "replace") for n in packed.namelist())
    except zipfile.BadZipFile:
        return ""


def _routes(store: Path) -> list[str]:
    """Every address that answers GET, of ours and of Gradio's, but those that stream without end."""
    from starlette.routing import BaseRoute, Mount

    from pages.access.door import Door
    from pages.desk import Desk
    from pages.serving.web import web_application
    from tests.conftest import aside

    async def built() -> list[BaseRoute]:
        return web_application(desk, Door(store), False, ()).routes

    def walk(routes: list[BaseRoute], before: str) -> Iterator[str]:
        for route in routes:
            if included := getattr(route, "original_router", None):
                yield from walk(included.routes, before)
            elif isinstance(route, Mount):
                yield from walk(route.routes, before + route.path)
            elif (path := getattr(route, "path", "")) and "GET" in (
                getattr(route, "methods", None) or ()
            ):
                yield before + path

    desk = Desk(store)
    found = list(dict.fromkeys(walk(aside(built()), "")))
    desk.close()
    endless = ("heartbeat", "queue/data", "mcp", "/call/", "/hash", "reload")
    return [path for path in found if not any(word in path for word in endless)]

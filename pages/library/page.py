"""What the page 文件库 does: list, import, correct, replace, withdraw, build again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from corpus.errors import PolicyError, UnknownDocumentError
from corpus.facts.measures.measure import Measure
from corpus.loaders import SUFFIXES
from corpus.settings import settings
from corpus.stored_texts import stored_versions
from index.report import ADDED, FAILED, REMOVED, UPDATED
from pages.audit.log import Action
from pages.desk import Desk
from pages.identity import require_administrator
from pages.library import texts
from pages.library.building import Builds, Step
from pages.library.corrections import FIELDS, RELATIONS, correct
from pages.library.detail import Detail, detail, nothing_open
from pages.library.files import files_box
from pages.library.importing import Given, Importer, Line, progress
from pages.library.items import Item
from pages.library.listing import ListQuery, documents, find, form
from pages.library.measure_events import ACTS, change_measures
from pages.library.notices import failed_files, how_far, replacing_line
from pages.library.uploads import Failure, Uploads
from pages.markup import one_line
from pages.shell import live, still
from pages.tables.page import EVERY, PRIVATE, table_page, values_of

PATH = "/admin"
_LONGEST = 4000  # characters of a corrected field

Update = tuple[Any, ...]  # progress, table, failures, detail, the document being replaced


class LibraryPage:
    """Answers the events of the page; every one asks first who sent it."""

    def __init__(self, app: gr.Blocks, desk: Desk) -> None:
        self.desk = desk
        self.uploads = Uploads(desk.directory)
        self.builds = Builds(desk.directory)
        self.importer = Importer(self.uploads, self.builds)
        beside = live(nothing_open(), "detail", render=False)
        with table_page(PATH, texts.HEADING, texts.INTRO, beside):
            files = files_box(
                label=texts.UPLOAD_LABEL,
                file_count="multiple",
                file_types=list(SUFFIXES),
                elem_id="upload",
                height=120,
            )
            limit = settings().max_file_mb
            hint = texts.UPLOAD_HINT.format(count=texts.MOST_FILES, limit=limit)
            still(f'<p class="also">{escape(hint)}</p>', "upload-hint")
            told, asked, rows, failures = (
                live("", name) for name in ("told", "form", "rows", "failures")
            )
        query, replacing = gr.State(ListQuery()), gr.State("")
        shown = [told, rows, failures, beside, replacing]
        app.load(self._open, None, [asked, *shown], **PRIVATE)
        gr.on([asked.submit, rows.submit], self._list, [query], [*shown, query], **EVERY)
        files.upload(
            self._import,
            [files, query, replacing],
            [files, *shown],
            concurrency_limit=None,
            **PRIVATE,
        )
        told.submit(self._stop_replacing, None, [told, replacing], **PRIVATE)
        failures.submit(self._failure, [query], shown, concurrency_limit=None, **PRIVATE)
        rows.select(self._detail, None, beside, **EVERY)
        beside.select(self._act, [query], shown, concurrency_limit=None, **PRIVATE)
        # the page sends the next one only after the former is shown: none is to be passed over then
        correcting = {**PRIVATE, "trigger_mode": "multiple"}
        beside.submit(self._correct, [query], shown, concurrency_limit=None, **correcting)

    def _open(self, request: gr.Request) -> Update:
        require_administrator(request)
        query = ListQuery()
        return form(query), "", *self._tables(query), nothing_open(), ""

    def _list(self, query: ListQuery, event: gr.EventData, request: gr.Request) -> Iterator[Update]:
        require_administrator(request)
        values = values_of(event)
        if values.get("do") == "reindex":
            for update in self._reindex(query):
                yield *update, query
            return
        query = query.changed(values)
        yield gr.skip(), *self._tables(query), gr.skip(), gr.skip(), query

    def _import(
        self, files: list[Given], query: ListQuery, replaced: str, request: gr.Request
    ) -> Iterator[Update]:
        require_administrator(request)
        former = self.desk.listing.items().get(replaced)
        if former is not None:
            suffix = Path(files[0].name).suffix or former.original.suffix
            files = [replace(files[0], name=Path(former.entry.file).stem + suffix)]
        lines: tuple[Line, ...] = ()
        try:
            for lines in self.importer.take(files):
                yield None, progress(lines), *(gr.skip(),) * 4
        finally:  # our own copy is kept, or set aside
            for given in files:
                given.path.unlink(missing_ok=True)
        self._noted(lines)
        taken = [line for line in lines if line.status not in ("", FAILED)]
        if former is not None and taken and taken[0].name != former.entry.file:
            going = Line(former.entry.file, said=texts.TAKING_OUT)
            yield None, progress([*lines, going]), *(gr.skip(),) * 4
            lines = (*lines, self._replaced(former, taken[0].name))
        yield None, progress(lines), *self._after(query, [line.name for line in taken])

    def _reindex(self, query: ListQuery) -> Iterator[Update]:
        """Look at every original again, folder by folder."""
        self.desk.audit.note(Action.REBUILT)
        count = changed = 0
        folders = {Path(item.entry.root) for item in self.desk.listing.items().values()}
        line = Line(texts.REINDEXING)
        try:
            for folder in sorted(folder for folder in folders if folder.is_dir()):
                only = [
                    i.entry.file
                    for i in self.desk.listing.items().values()
                    if Path(i.entry.root) == folder
                ]
                for step in self.builds.build(folder, sorted(set(only))):
                    if isinstance(step, Step):
                        yield progress([replace(line, said=how_far(step))]), *(gr.skip(),) * 4
                    else:
                        count += len(step)
                        changed += sum(r.status in (ADDED, UPDATED) for r in step)
            said = texts.REINDEXED.format(count=count, changed=changed)
            line = replace(line, status=UPDATED if changed else texts.NOTHING_CHANGED, said=said)
            if not count:
                line = replace(line, status=FAILED, said=texts.NO_ORIGINALS)
        except PolicyError as error:
            line = replace(line, status=FAILED, said=one_line(error))
        yield progress([line]), *self._after(query, [])

    def _failure(
        self, query: ListQuery, event: gr.EventData, request: gr.Request
    ) -> Iterator[Update]:
        require_administrator(request)
        values = values_of(event)
        name = values.get("name", "")
        path = self.uploads.failed(name) or self.uploads.lying(name)
        if values.get("do") != "retry" or path is None:
            if self.uploads.failed(name) is None and name in {f.name for f in self._interrupted()}:
                self.uploads.withdraw(name)
                self.uploads.settled(name)
            self.uploads.forget(name)
            yield gr.skip(), *self._tables(query), gr.skip(), gr.skip()
            return
        lines: tuple[Line, ...] = ()
        for lines in self.importer.take([Given(path, name)]):
            yield progress(lines), *(gr.skip(),) * 4
        self._noted(lines)
        yield progress(lines), *self._after(query, [line.name for line in lines])

    def _noted(self, lines: Sequence[Line]) -> None:
        """Note in the audit log what was brought in."""
        for line in lines:
            done = line.status not in ("", FAILED)
            self.desk.audit.note(Action.UPLOADED, line.name, done=done)

    def _detail(self, event: gr.EventData, request: gr.Request) -> str:
        require_administrator(request)
        return self._shown(values_of(event).get("document", ""))

    def _act(self, query: ListQuery, event: gr.EventData, request: gr.Request) -> Update:
        require_administrator(request)
        values = values_of(event)
        item = self.desk.listing.items().get(values.get("document", ""))
        if item is None:
            return gr.skip(), *self._tables(query), nothing_open(texts.DOCUMENT_GONE), ""
        stay = (gr.skip(),) * 3
        match values.get("act"):
            case "withdraw":
                return *stay, self._shown(item.document_id, asking=True), ""
            case "withdraw-yes":
                return self._withdraw(item, query)
            case "replace":
                return replacing_line(item), gr.skip(), gr.skip(), gr.skip(), item.document_id
            case "again":
                said = self._built_again(item) or texts.READ_AGAIN_DONE
                return gr.skip(), *self._tables(query), self._shown(item.document_id, said=said), ""
            case act if act in ACTS:
                return self._measures(item, values, query)
            case _:
                return *stay, self._shown(item.document_id), ""

    def _correct(self, query: ListQuery, event: gr.EventData, request: gr.Request) -> Update:
        require_administrator(request)
        given = values_of(event, _LONGEST)
        values = {k: v for k, v in given.items() if k in (*FIELDS, *RELATIONS)}
        item = self.desk.listing.items().get(given.get("document", ""))
        if item is None or item.entry.file != item.entry.source:
            return gr.skip(), *self._tables(query), nothing_open(texts.DOCUMENT_GONE), ""
        if "measure" in given:
            return self._measures(item, given, query)
        try:
            changed = correct(item.original, item.known, values)
            said = texts.SAVED if changed else texts.NOTHING_CHANGED
            if changed:
                self.desk.audit.note(Action.CORRECTED, f"{item.title}（{item.entry.source}）")
                said = self._built_again(item) or said
        except PolicyError as error:
            said = one_line(error)
        return gr.skip(), *self._tables(query), self._shown(item.document_id, said=said), ""

    def _measures(self, item: Item, values: dict[str, str], query: ListQuery) -> Update:
        """A correction of the document's support measures."""
        try:
            document = self.desk.library.document(item.document_id)
            change_measures(item, document, self._read(item.document_id), values)
            said = self._built_again(item) or texts.SAVED
        except PolicyError as error:
            said = one_line(error)
        return gr.skip(), *self._tables(query), self._shown(item.document_id, said=said), ""

    def _read(self, document_id: str) -> list[Measure]:
        found = self.desk.library.store.facts.find(Measure, document_id=document_id)
        return [stored.fact for stored in found]

    def _stop_replacing(self, request: gr.Request) -> tuple[str, str]:
        require_administrator(request)
        return "", ""

    def _withdraw(self, item: Item, query: ListQuery) -> Update:
        try:
            self._take_out(item)
        except PolicyError as error:
            said = self._shown(item.document_id, said=one_line(error))
            return gr.skip(), *self._tables(query), said, ""
        self.desk.renew()
        line = nothing_open(texts.WITHDRAWN.format(title=item.title))
        return "", *self._tables(query), line, ""

    def _replaced(self, former: Item, name: str) -> Line:
        """Take out a document whose new file has another name; what became of it."""
        try:
            self._take_out(former)
        except PolicyError as error:
            return Line(former.entry.file, FAILED, one_line(error))
        return Line(former.entry.file, REMOVED, texts.TAKEN_OUT.format(name=name))

    def _take_out(self, item: Item) -> None:
        """Withdraw a document; the original of an upload is kept aside."""
        self.builds.withdraw([item.document_id])
        self.desk.audit.note(Action.WITHDREW, f"{item.title}（{item.entry.source}）")
        if item.lies_in(self.uploads.folder) and item.entry.file == item.entry.source:
            self.uploads.withdraw(item.entry.file)

    def _built_again(self, item: Item) -> str:
        """Read one file again; "" or why that failed."""
        try:
            *_, reports = self.builds.build(Path(item.entry.root), [item.entry.file], again=True)
        except PolicyError as error:
            return one_line(error)
        self.desk.renew()
        assert isinstance(reports, list)
        return "；".join(r.reason for r in reports if r.status == FAILED)

    def _after(self, query: ListQuery, names: list[str]) -> Update:
        """Table, failures, detail and replacing after files were taken in: the first is opened."""
        self.desk.renew()
        items = self.desk.listing.items().values()
        mine = [i for i in items if i.entry.file in names and i.lies_in(self.uploads.folder)]
        shown = self._shown(mine[0].document_id) if mine else gr.skip()
        return *self._tables(query), shown, ""

    def _tables(self, query: ListQuery) -> tuple[str, str]:
        """The table and the files that failed."""
        items = self.desk.listing.items()
        return documents(
            query, find(items.values(), query, self.uploads.folder), len(items)
        ), failed_files([*self._interrupted(), *self.uploads.failures()])

    def _interrupted(self) -> list[Failure]:
        """Uploads that were never built; none while one is under way, which may be theirs."""
        return [] if self.builds.busy else self.uploads.interrupted(self.desk.library.store)

    def _shown(self, document_id: str, *, asking: bool = False, said: str = "") -> str:
        item = self.desk.listing.items().get(document_id)
        if item is None:
            return nothing_open(texts.DOCUMENT_GONE)
        try:
            library = self.desk.library
            document = library.document(document_id)
            twins = (self.desk.listing.items().get(i) for i in library.twins(document_id))
            return detail(
                Detail(
                    item,
                    document,
                    tuple(d.fact.holder for d in self.desk.duties.of_document(document_id)),
                    tuple(twin.title for twin in twins if twin),
                    len(stored_versions(self.desk.directory, document_id)),
                    item.lies_in(self.uploads.folder),
                    self.desk.original(document),
                    asking,
                    said,
                    tuple(self._read(document_id)),
                )
            )
        except UnknownDocumentError:
            return nothing_open(texts.DOCUMENT_GONE)

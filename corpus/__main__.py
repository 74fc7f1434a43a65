"""``python -m corpus show|list|info|facts|compare|basis``: the stored documents, read from a store.

The store belongs to ``index``, a higher package; so this command reads its database file only.
"""

import argparse
import json
from pathlib import Path

from corpus import clock
from corpus.commands import ChineseParser, add_store, run, store_directory
from corpus.describe import as_json_line, as_text
from corpus.errors import UnknownDocumentError
from corpus.life.jurisdiction import jurisdiction
from corpus.life.standing import standings
from corpus.stored_documents import named_document, stored_document
from corpus.stored_texts import (
    stored_facts,
    stored_metadata,
    stored_text,
    stored_texts,
    stored_versions,
)
from corpus.table import table


def main() -> int:
    """Parse the command line and run the command."""
    parser = ChineseParser(prog="python -m corpus", description="查看资料库中的政策文件")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    show = commands.add_parser("show", help="输出文件的入库原文（引文位置即指此文）")
    show.add_argument("document_id", nargs="?", metavar="DOCUMENT_ID", help="文件编号")
    show.add_argument("--version", default="", metavar="VERSION", help="较早的版本")
    show.add_argument("--export", type=Path, metavar="DIR", help="把全部原文写成 DIR/编号.txt")
    listing = commands.add_parser("list", help="列出全部文件")
    info = commands.add_parser("info", help="列出一份文件的登记信息、来历、时效和相关文件")
    facts = commands.add_parser("facts", help="列出从一份文件里读出的事实：职责等，各有原文位置")
    for command in (info, facts):
        command.add_argument("document_id", metavar="DOCUMENT_ID", help="文件编号")
    comparing = commands.add_parser("compare", help="新旧对照：两份文件，或一份文件的两个版本")
    for name, label in (("old", "旧文"), ("new", "新文")):
        comparing.add_argument(
            name, metavar=name.upper(), help=f"{label}：编号、编号@版本、文件名或标题"
        )
    basis = commands.add_parser(
        "basis", help="与所依据的上位文件核对：数字、期限、部门、义务不同之处"
    )
    basis.add_argument("document", metavar="DOCUMENT", help="编号、文件名或标题")
    for command in (listing, info, facts, comparing, basis):
        command.add_argument("--json", action="store_true", help="输出 JSON")
    for command in (show, listing, info, facts, comparing, basis):
        add_store(command)
    arguments = parser.parse_args()
    if arguments.command == "list":
        return _list(arguments)
    if arguments.command == "info":
        return _info(arguments)
    if arguments.command == "facts":
        return _facts(arguments)
    if arguments.command == "compare":
        return _compare(arguments)
    if arguments.command == "basis":
        return _basis(arguments)
    if not arguments.document_id and not arguments.export:
        parser.error("show 需要文件编号，或 --export 目录")
    return _show(arguments)


def _show(arguments: argparse.Namespace) -> int:
    store = store_directory(arguments)
    if arguments.document_id:
        print(stored_text(store, arguments.document_id, arguments.version), end="")
    if arguments.export:
        arguments.export.mkdir(parents=True, exist_ok=True)
        count = 0
        for row in stored_texts(store):
            path = arguments.export / f"{row.document_id}.txt"
            path.write_text(row.text, encoding="utf-8", newline="")
            count += 1
        if not arguments.document_id:
            print(f"已导出 {count} 份原文到 {arguments.export}")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    stored = stored_metadata(store_directory(arguments))
    states = standings({row.document_id: row.metadata for row in stored}, clock.today())
    rows: list[tuple[str, ...]] = [
        ("编号", "时效", "成文日期", "地区", "文号", "发文机关", "标题", "文件")
    ]
    for row in stored:
        known = row.metadata
        state = states[row.document_id]
        if arguments.json:
            values = {
                "document_id": row.document_id,
                "source": row.source,
                **known.to_json(),
                "standing": {"validity": state.validity.value, "reason": state.reason},
            }
            print(json.dumps(values, ensure_ascii=False))
            continue
        where = jurisdiction(known.issuer, known.title, known.number)
        rows.append((
            row.document_id, state.validity.value, known.issued.isoformat() if known.issued else "",
            where.place if where else "", known.number, known.issuer, known.title, row.source,
        ))  # fmt: skip
    if not arguments.json:
        print(f"{table(rows)}\n合计：{len(stored)} 份")
    return 0


def _info(arguments: argparse.Namespace) -> int:
    store = store_directory(arguments)
    stored = stored_metadata(store)
    states = standings({row.document_id: row.metadata for row in stored}, clock.today())
    for row in stored:
        if row.document_id == arguments.document_id:
            versions = stored_versions(store, row.document_id)
            written = as_json_line if arguments.json else as_text
            print(written(row, states[row.document_id], versions))
            return 0
    raise UnknownDocumentError(f"资料库里没有编号为“{arguments.document_id}”的文件。")


def _facts(arguments: argparse.Namespace) -> int:
    stored = stored_facts(store_directory(arguments), arguments.document_id)
    if arguments.json:
        print(json.dumps(stored.to_json(), ensure_ascii=False))
        return 0
    rows: list[tuple[str, ...]] = [("种类", "位置", "内容")]
    for fact in stored.facts:
        rows.append((fact.label, f"{fact.start}—{fact.end}", " ".join(fact.line.split())))
    print(f"{table(rows)}\n合计：{len(stored.facts)} 条")
    return 0


def _compare(arguments: argparse.Namespace) -> int:
    from corpus.compare.comparison import compare  # half a second that other commands need not wait
    from corpus.compare.written import as_text as lines

    store = store_directory(arguments)
    old, new = (named_document(store, name) for name in (arguments.old, arguments.new))
    comparison = compare(old, new)
    written = json.dumps(comparison.to_json(), ensure_ascii=False) if arguments.json else ""
    print(written or lines(comparison))
    return 0


def _basis(arguments: argparse.Namespace) -> int:
    from corpus.compare.consistency import Bases, doubts

    store = store_directory(arguments)
    document = named_document(store, arguments.document)
    known = {row.document_id: row.metadata for row in stored_metadata(store)}
    bases = [stored_document(store, key) for key in Bases(known).of(document.document_id)]
    found = doubts(document, bases)
    if arguments.json:
        print(json.dumps([doubt.to_json(document) for doubt in found], ensure_ascii=False))
        return 0
    named = "、".join(f"《{base.title}》" for base in bases)
    print(f"所依据的文件：{named}" if bases else "资料库里没有这份文件所依据的文件。")
    for doubt in found:
        print(f"? {doubt.question}")
    if bases:
        print(f"合计：{len(found)} 处待核对" if found else "没有找到说法不同的地方。")
    return 0


if __name__ == "__main__":
    run(main)

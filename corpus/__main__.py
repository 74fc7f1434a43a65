"""``python -m corpus show|list``: the stored texts, read from a store.

The store belongs to ``index``, a higher package; so this command reads its database file only.
"""

import argparse
import json
from pathlib import Path

from corpus.commands import ChineseParser, add_store, run, store_directory
from corpus.stored_texts import stored_text, stored_texts


def main() -> int:
    """Parse the command line and run the command."""
    parser = ChineseParser(prog="python -m corpus", description="查看资料库中的政策文件")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    show = commands.add_parser("show", help="输出文件的入库原文（引文位置即指此文）")
    show.add_argument("document_id", nargs="?", metavar="DOCUMENT_ID", help="文件编号")
    show.add_argument("--export", type=Path, metavar="DIR", help="把全部原文写成 DIR/编号.txt")
    listing = commands.add_parser("list", help="列出全部文件")
    listing.add_argument("--json", action="store_true", help="输出 JSON")
    for command in (show, listing):
        add_store(command)
    arguments = parser.parse_args()
    if arguments.command == "list":
        return _list(arguments)
    if not arguments.document_id and not arguments.export:
        parser.error("show 需要文件编号，或 --export 目录")
    return _show(arguments)


def _show(arguments: argparse.Namespace) -> int:
    store = store_directory(arguments)
    if arguments.document_id:
        print(stored_text(store, arguments.document_id), end="")
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
    for row in stored_texts(store_directory(arguments)):
        if arguments.json:
            values = {"document_id": row.document_id, "source": row.source, **row.metadata}
            print(json.dumps(values, ensure_ascii=False))
        else:
            print(f"{row.document_id}  {row.metadata.get('title') or row.source}")
    return 0


if __name__ == "__main__":
    run(main)

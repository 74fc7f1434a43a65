"""``python -m index build|status``."""

import argparse
import json
from pathlib import Path

from corpus.commands import ChineseParser, add_store, run, store_directory
from corpus.settings import PROJECT_ROOT

_DEFAULT_PATHS = (PROJECT_ROOT / "corpus" / "documents", PROJECT_ROOT / "corpus" / "catalogs")


def main() -> int:
    """Parse the command line and run the command."""
    parser = ChineseParser(prog="python -m index", description="建立和检查资料库索引")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    build = commands.add_parser("build", help="加入或更新文件")
    build.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="文件或文件夹")
    build.add_argument("--prune", action="store_true", help="移除已从文件夹中删去的文件")
    build.add_argument("--json", action="store_true", help="输出 JSON")
    status = commands.add_parser("status", help="查看资料库状态")
    status.add_argument("--json", action="store_true", help="输出 JSON")
    for command in (build, status):
        add_store(command)
    arguments = parser.parse_args()
    return _build(arguments) if arguments.command == "build" else _status(arguments)


def _build(arguments: argparse.Namespace) -> int:
    from index.progress import Terminal
    from index.report import build_table
    from index.session import open_builder

    paths = arguments.paths or [path for path in _DEFAULT_PATHS if path.is_dir()]
    builder = open_builder(store_directory(arguments), Terminal())
    reports = builder.build(paths, prune=arguments.prune)
    if arguments.json:
        rows = [{name: getattr(r, name) for name in r.__slots__} for r in reports]
        print(json.dumps(rows, ensure_ascii=False))
    else:
        print(build_table(reports))
    # Files that failed are named in the table; the rest is in the store all the same.
    return 1 if reports and all(r.status == "失败" for r in reports) else 0


def _status(arguments: argparse.Namespace) -> int:
    from index.status import store_status

    status = store_status(store_directory(arguments))
    if arguments.json:
        print(json.dumps(status.to_json(), ensure_ascii=False))
    else:
        print(status.to_text())
    return 1 if status.problems else 0


if __name__ == "__main__":
    run(main)

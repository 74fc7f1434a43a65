"""``python -m index build|status|doctor|backup|restore``."""

import argparse
import json
import sys
from contextlib import closing
from dataclasses import asdict
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
    build.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="SOURCE",
        help="只处理文件夹中的这一份文件，可重复",
    )
    build.add_argument("--again", action="store_true", help="没有变化的文件也重新读取")
    sync = commands.add_parser("sync", help="让资料库与文件夹一致，供定时运行，写出报告")
    sync.add_argument("folder", type=Path, metavar="FOLDER", help="文件夹")
    sync.add_argument(
        "--reports", type=Path, metavar="DIR", help="报告放在哪里，默认资料库的 reports/"
    )
    sync.add_argument("--all-may-go", action="store_true", help="文件夹少了很多文件时也照样移除")
    withdraw = commands.add_parser("withdraw", help="撤下文件，不论原件在哪里")
    withdraw.add_argument("documents", nargs="+", metavar="DOCUMENT_ID", help="文件编号")
    for command in (build, withdraw):
        command.add_argument("--json", action="store_true", help="输出 JSON")
        command.add_argument(
            "--events", action="store_true", help="逐行输出进度，末行是结果（JSON）"
        )
    status = commands.add_parser("status", help="查看资料库状态")
    status.add_argument("--json", action="store_true", help="输出 JSON")
    doctor = commands.add_parser("doctor", help="逐项检查资料库，--mend 修复能修复的")
    doctor.add_argument("--mend", action="store_true", help="修复；修不了的会说明怎么办")
    doctor.add_argument("--deep", action="store_true", help="逐个核对向量，而不是抽查")
    doctor.add_argument("--json", action="store_true", help="输出 JSON")
    backup = commands.add_parser("backup", help="把资料库备份成一个文件")
    backup.add_argument(
        "file", type=Path, metavar="FILE", help="备份文件，不能已经存在；用 --keep 时是文件夹"
    )
    backup.add_argument(
        "--keep", type=int, metavar="N", help="定时备份：在文件夹里按时间命名，只留最新 N 个"
    )
    restore = commands.add_parser("restore", help="从备份恢复资料库")
    restore.add_argument("file", type=Path, metavar="FILE", help="备份文件")
    for command in (build, sync, withdraw, status, doctor, backup, restore):
        add_store(command)
    arguments = parser.parse_args()
    if arguments.command == "build" and arguments.only and arguments.prune:
        parser.error("--only 不能与 --prune 同用")
    if arguments.command == "backup" and arguments.keep is not None and arguments.keep < 1:
        parser.error("--keep 应为不小于 1 的整数")
    return _COMMANDS[arguments.command](arguments)


def _build(arguments: argparse.Namespace) -> int:
    from index.progress import JsonLines, Terminal
    from index.report import build_table
    from index.session import open_builder

    progress = JsonLines() if arguments.events else Terminal()
    builder = open_builder(store_directory(arguments), progress)
    with closing(builder.store), closing(builder.vectors):
        if arguments.command == "withdraw":
            reports = builder.withdraw(arguments.documents)
        else:
            paths = arguments.paths or [path for path in _DEFAULT_PATHS if path.is_dir()]
            only = frozenset(arguments.only)
            reports = builder.build(paths, prune=arguments.prune, only=only, again=arguments.again)
    rows = [{name: getattr(r, name) for name in r.__slots__} for r in reports]
    if arguments.events:
        print(json.dumps({"stage": "done", "reports": rows}, ensure_ascii=False), flush=True)
    elif arguments.json:
        print(json.dumps(rows, ensure_ascii=False))
    else:
        print(build_table(reports))
    # Files that failed are named in the table; the rest is in the store all the same.
    return 1 if reports and all(r.status == "失败" for r in reports) else 0


def _sync(arguments: argparse.Namespace) -> int:
    from index.progress import Terminal
    from index.report import FAILED
    from index.session import open_builder
    from index.synchronise import check, summary, write_report

    directory, folder = store_directory(arguments), arguments.folder
    builder = open_builder(directory, Terminal())
    with closing(builder.store), closing(builder.vectors):
        check(builder.store, folder, all_may_go=arguments.all_may_go)
        reports = builder.build([folder], prune=True)
    for report in reports:
        if report.status == FAILED:
            print(f"没有读入“{report.source}”：{report.reason}", file=sys.stderr)
    written = write_report(arguments.reports or directory / "reports", folder, reports)
    print(f"{summary(reports)}报告：{written}")
    return 1 if reports and all(r.status == FAILED for r in reports) else 0


def _status(arguments: argparse.Namespace) -> int:
    from index.status import store_status

    status = store_status(store_directory(arguments))
    if arguments.json:
        print(json.dumps(status.to_json(), ensure_ascii=False))
    else:
        print(status.to_text())
    return 1 if status.problems else 0


def _doctor(arguments: argparse.Namespace) -> int:
    from index.doctor import examine, mend
    from index.progress import Terminal
    from index.session import embeddings_for

    directory, deep = store_directory(arguments), arguments.deep
    if arguments.mend:
        faults = mend(directory, Terminal(), deep=deep)
    else:
        faults = examine(directory, lambda: embeddings_for(directory), deep=deep)
    if arguments.json:
        print(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False))
    else:
        print(
            "\n".join(f"{fault.part.value}：{fault.line}" for fault in faults) or "没有发现问题。"
        )
        if any(fault.mends for fault in faults):
            print("运行 python -m index doctor --mend 可以修复。", file=sys.stderr)
    return 1 if faults else 0


def _backup(arguments: argparse.Namespace) -> int:
    from index.backup import back_up
    from index.rotation import back_up_into

    if arguments.keep is not None:
        print(back_up_into(store_directory(arguments), arguments.file, arguments.keep))
        return 0
    print(back_up(store_directory(arguments), arguments.file))
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from index.restore import restore

    print(restore(arguments.file, store_directory(arguments)))
    return 0


_COMMANDS = {
    "build": _build,
    "sync": _sync,
    "withdraw": _build,
    "status": _status,
    "doctor": _doctor,
    "backup": _backup,
    "restore": _restore,
}

if __name__ == "__main__":
    run(main)

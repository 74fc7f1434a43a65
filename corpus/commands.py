"""What every command of the project shares: ``--store``, and errors as one line on stderr."""

import argparse
import errno
import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from corpus.errors import PolicyError
from corpus.settings import settings

_TOLD = {  # nothing of it is damage
    errno.ENOSPC: "磁盘已满，没有完成；已有的数据没有改动，请腾出空间后重试。",
    errno.EROFS: "磁盘是只读的，没有完成；请以可写方式挂载后重试。",
}


class ChineseParser(argparse.ArgumentParser):
    """An argument parser whose errors are one Chinese line."""

    def error(self, message: str) -> "None":  # type: ignore[override]
        """Report a misuse of the command line and leave with status 2."""
        self.exit(2, f"命令用法不对（{message}）。用 --help 查看说明。\n")


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add ``--store DIR``; the default is ``$POLICY_STORE`` or ``./data``."""
    parser.add_argument(
        "--store", type=Path, default=None, metavar="DIR", help="资料库目录，默认 ./data"
    )


def store_directory(arguments: argparse.Namespace) -> Path:
    """The store that a command works on."""
    return arguments.store or settings().store


def run(main: Callable[[], int]) -> None:
    """Run a command's ``main`` and leave with its status; known errors print one line, status 1."""
    os.umask(0o077)  # texts, questions and users: for whoever runs this alone
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = main()
    except PolicyError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        status = 1
    except BrokenPipeError:
        status = 1
    except OSError as error:
        print(_told(error), file=sys.stderr)
        status = 1
    except KeyboardInterrupt:
        print("已中断；已完成的部分保留，再次运行会接着做。", file=sys.stderr)
        status = 130
    sys.exit(status)


def _told(error: OSError) -> str:
    """One line for what the system refuses.

    Raises:
        OSError: it says neither what nor of which file.
    """
    if error.errno in _TOLD:
        return _TOLD[error.errno]
    if not error.filename:
        raise error
    return f"不能读写“{error.filename}”，请检查路径与权限（{error.strerror}）。"


def installed() -> None:
    """What an installed ``policy-index`` and the like run: the ``main`` of ``python -m index``."""
    name = Path(sys.argv[0]).stem.removeprefix("policy-")
    run(importlib.import_module("ui" if name == "ui" else f"{name}.__main__").main)

"""``python -m eval kills``."""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from corpus.settings import PROJECT_ROOT
from eval.benchmarks import machine
from eval.results import keep

_ORIGINAL = PROJECT_ROOT / "corpus" / "documents" / "豫政办〔2011〕75号.txt"


def add_kills(commands: Any) -> None:
    """Add the command to the parser's ``commands``."""
    kills = commands.add_parser(
        "kills", help="在随机时刻杀掉正在建立、更新、撤下文件的进程，看资料库是否完好"
    )
    kills.add_argument("--tries", type=int, default=200, metavar="N")
    kills.add_argument("--cut", action="store_true", help="同时截断最新的文件，像断电那样")
    kills.add_argument("--seed", type=int, default=0, metavar="N")
    kills.add_argument(
        "--models", type=Path, metavar="DIR", help="已解包的向量模型在哪里，不填则另解一份"
    )
    kills.add_argument("--keep", action="store_true", help="把结果写入 eval/results/")
    kills.set_defaults(run=_kills)


def _kills(arguments: argparse.Namespace) -> int:
    import chromadb  # noqa: F401  so that every process that is forked has them
    import tantivy  # noqa: F401

    from eval.faults.kills import kill
    from eval.faults.scene import make_scene

    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        scene = make_scene(
            Path(home) / "scene", _ORIGINAL, arguments.models or Path(home) / "models"
        )
        result = kill(
            scene,
            arguments.tries,
            cut=arguments.cut,
            seed=arguments.seed,
            told=lambda done: print(f"\r{done}/{arguments.tries}", end="", file=sys.stderr),
        )
    print(file=sys.stderr)
    row = {
        **machine(),
        "cut": arguments.cut,
        "tried": result.tried,
        "killed_in_time": result.in_time,
        "served": dict(result.served),
        "lost": len(result.losses),
        "seconds": round(time.monotonic() - begun),
    }
    keep("kills.jsonl", row, arguments.keep)
    served = "，".join(f"{_NAMES[name]} {count}" for name, count in result.served.items())
    print(
        f"试 {result.tried} 次（{result.in_time} 次杀在途中）：{served}；有损失 {len(result.losses)} 次"
    )
    for loss in result.losses:
        print(f"  {loss}")
    return 1 if result.losses else 0


_NAMES = {"before": "仍是原状态", "after": "已是新状态", "named": "说明了哪里坏并修好"}

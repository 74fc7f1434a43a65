"""``python -m eval kills``."""

import sys
import tempfile
import time
from pathlib import Path

from eval.commands import Arguments, Commands, add_command, machine
from eval.results import keep

_NAMES = {"before": "仍是原状态", "after": "已是新状态", "named": "说明了哪里坏并修好"}


def add_kills(commands: Commands) -> None:
    """Add the command to the parser's ``commands``."""
    about = "在随机时刻杀掉正在建立、更新、撤下文件的进程，看资料库是否完好"
    kills = add_command(commands, "kills", about, _kills, store=False)
    kills.add_argument("--tries", type=int, default=200, metavar="N")
    kills.add_argument("--cut", action="store_true", help="同时截断最新的文件，像断电那样")
    kills.add_argument("--seed", type=int, default=0, metavar="N")
    kills.add_argument(
        "--models", type=Path, metavar="DIR", help="已解包的向量模型在哪里，不填则另解一份"
    )


def _kills(arguments: Arguments) -> int:
    import chromadb  # noqa: F401  so that every process that is forked has them
    import tantivy  # noqa: F401

    from eval.faults.kills import kill
    from eval.faults.scene import make_scene
    from eval.formats.compare import DOCUMENT

    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        scene = make_scene(home / "scene", DOCUMENT, arguments.models or home / "models")
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

"""``python -m eval load``."""

from corpus.commands import store_directory
from eval.commands import Arguments, Commands, add_command, questions_of, told


def add_load(commands: Commands) -> None:
    """Add the command to the parser's ``commands``."""
    about = "许多人同时提问，旁边不停地建立索引：用时、吞吐、出错、串答、内存"
    load = add_command(commands, "load", about, _load, questions=False)
    load.add_argument("--users", type=int, default=50, metavar="N", help="同时提问的人数，默认 50")
    load.add_argument("--seconds", type=int, default=300, metavar="N", help="持续秒数，默认 300")
    load.add_argument(
        "--pause", type=float, default=0, metavar="N", help="每人两问之间的秒数，默认不停顿"
    )
    load.add_argument("--no-build", action="store_true", help="旁边不建立索引")


def _load(arguments: Arguments) -> int:
    from eval.load.scene import crowd

    _, read = questions_of(arguments)
    alone = dict.fromkeys(q.question for q in read if not q.history)  # that need none before them
    result = crowd(
        store_directory(arguments),
        list(alone)[: 4 * arguments.users],
        users=arguments.users,
        seconds=arguments.seconds,
        pause=arguments.pause,
        build=not arguments.no_build,
    )
    told(arguments, result)
    return 1 if result["errors"] or result["mixed"] or result["builds_failed"] else 0

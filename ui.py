"""``python ui.py``: the web page of the policy assistant."""

from corpus.commands import ChineseParser, add_store, run, store_directory
from pages import texts


def main() -> int:
    """Parse the command line and serve the pages."""
    parser = ChineseParser(prog="python ui.py", description=texts.APP_NAME)
    parser.add_argument("--host", default="127.0.0.1", help=texts.HOST_OPTION)
    parser.add_argument("--port", type=int, default=7860, help=texts.PORT_OPTION)
    add_store(parser)
    arguments = parser.parse_args()
    if not 0 < arguments.port < 65536:
        parser.error(texts.PORT_INVALID)
    from pages.serving.server import serve

    serve(store_directory(arguments), arguments.host, arguments.port)
    return 0


if __name__ == "__main__":
    run(main)

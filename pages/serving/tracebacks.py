"""What strangers could fill the log with: tracebacks of streams that there are not."""

import logging

_SERVER = "uvicorn.error"
_LATE = "response already started"
_LINE = "一个事件流没有对应的提问，已结束"


class OneLine(logging.Filter):
    """Shortens the traceback of an event stream that was asked for by an id nobody has.

    Gradio answers 200 before it looks the id up, so that what it raises then can no longer become an
    answer and is logged with more than a hundred lines.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through, some of them shorter."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, RuntimeError) and _LATE in str(error):
            record.msg, record.args, record.exc_info, record.exc_text = _LINE, (), None, None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


def shorten_tracebacks() -> None:
    """Put the filter on the server's log, once."""
    log = logging.getLogger(_SERVER)
    if not any(isinstance(known, OneLine) for known in log.filters):
        log.addFilter(OneLine())

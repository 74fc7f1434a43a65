"""An administrator is told of an endpoint that is left alone."""

from types import SimpleNamespace
from typing import Any, cast

from assistant.writing.breaker import Breaker
from pages.desk import Desk
from pages.insight.page import _model


def _desk(writer: Any) -> Desk:
    return cast("Desk", SimpleNamespace(wait=lambda: SimpleNamespace(writer=writer)))


def test_the_line_stands_while_the_endpoint_rests() -> None:
    breaker = Breaker()
    desk = _desk(SimpleNamespace(endpoint=SimpleNamespace(breaker=breaker)))
    assert _model(desk) == _model(_desk(None)) == ""
    for _ in range(3):
        breaker.failed("模型服务连接不上")
    assert "接连 3 次" in _model(desk) and "连接不上" in _model(desk)
    breaker.worked()
    assert _model(desk) == ""

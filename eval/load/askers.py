"""The askers, for locust: ``locust -f eval/load/askers.py --headless --users N --questions FILE …``.

Importing locust changes the sockets of its whole process, so nothing else imports this.
"""

import itertools
import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import requests
from locust import User, constant, events, task
from locust.env import Environment

from eval.load.calling import RefusedError, ask
from eval.load.judging import Expected, Tally, refusal

_numbers = itertools.count()
_tally = Tally()


@events.init_command_line_parser.add_listener
def _arguments(parser: ArgumentParser, **_: Any) -> None:
    parser.add_argument("--expected", type=Path, help="JSON: the answer of each question")
    parser.add_argument("--report", type=Path, help="where the figures are written")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between two questions")


@events.init.add_listener
def _ready(environment: Environment, **_: Any) -> None:
    options = environment.parsed_options
    assert options
    Asker.expected = Expected(json.loads(options.expected.read_text("utf-8")))
    Asker.wait_time = constant(options.pause)


@events.test_start.add_listener
def _started(environment: Environment, **_: Any) -> None:
    Asker.begun = time.monotonic()


@events.quitting.add_listener
def _report(environment: Environment, **_: Any) -> None:
    options = environment.parsed_options
    assert options
    text = json.dumps(_tally.to_json(time.monotonic() - Asker.begun), ensure_ascii=False)
    options.report.write_text(text, "utf-8")


class Asker(User):
    """Asks one question after the other, other ones than those around at the time."""

    expected: Expected
    begun: float

    def on_start(self) -> None:
        options = self.environment.parsed_options
        assert options
        questions = list(self.expected.answers)
        number = next(_numbers)
        mine = questions[number :: options.num_users] or questions
        self._questions = itertools.cycle(mine)
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy of the office between us and the loopback

    def on_stop(self) -> None:
        self._session.close()

    @task
    def ask(self) -> None:
        question = next(self._questions)
        begun = time.perf_counter()
        verdict, trouble = "error", ""
        try:
            reply = ask(self._session, self.host or "", question)
            verdict = self.expected.verdict(question, reply)
            if verdict != "right":
                trouble = f"{question} → {reply.get('answer')!s:.60}"
        except RefusedError as error:
            verdict, trouble = refusal(str(error)), str(error)
        except requests.RequestException as error:
            trouble = f"{type(error).__name__}: {error}"
        milliseconds = 1000 * (time.perf_counter() - begun)
        _tally.add(verdict, milliseconds, trouble)
        self.environment.events.request.fire(
            request_type="ask",
            name=verdict,
            response_time=milliseconds,
            response_length=0,
            exception=RuntimeError(trouble or verdict) if verdict in ("error", "mixed") else None,
            context={},
        )

"""Failed attempts wait ever longer, whatever is tried around it."""

from pages.access.throttle import Throttle, network_of


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_waits_double_up_to_the_longest() -> None:
    clock = Clock()
    throttle = Throttle(free=3, longest=30, clock=clock)
    waits = []
    for _ in range(10):
        while wait := throttle.attempt("li"):
            waits.append(wait)
            clock.now += wait
    assert waits == [1, 2, 4, 8, 16, 30, 30]
    assert throttle.attempt("other") == 0


def test_many_at_once_are_no_way_around() -> None:
    throttle = Throttle(free=3, longest=30, clock=Clock())
    assert sum(throttle.attempt("li") == 0 for _ in range(100)) == 3


def test_success_forgives_and_time_forgets() -> None:
    clock = Clock()
    throttle = Throttle(free=1, longest=30, clock=clock)
    assert throttle.attempt("li") == 0 and throttle.attempt("li") > 0
    throttle.forgive("li")
    assert throttle.attempt("li") == 0 and throttle.attempt("li") > 0
    clock.now += 4000
    assert throttle.attempt("li") == 0


def test_memory_is_bounded_and_those_who_wait_longest_are_kept() -> None:
    clock = Clock()
    throttle = Throttle(free=1, longest=900, clock=clock)
    for _ in range(6):
        clock.now += throttle.attempt("target")
        throttle.attempt("target")
    for n in range(30_000):
        throttle.attempt(f"noise{n}")
    assert throttle.attempt("target") > 0
    assert len(throttle._records) <= 10_000


def test_one_subscriber_is_one_address() -> None:
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff:2")
    assert network_of("2001:db8::1") != network_of("2001:db8:0:1::1")
    assert network_of("::ffff:192.0.2.7") == network_of("192.0.2.7")

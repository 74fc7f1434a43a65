"""A crowd is bounded: some at work, some waiting, the rest told at once to come back."""

import asyncio

import pytest

from pages.admission import Admission, CrowdedError


async def test_a_crowd() -> None:
    admission = Admission(at_once=2, waiting=3)
    at_work: list[int] = []
    most = 0

    async def ask(n: int) -> str:
        nonlocal most
        try:
            async with admission.place(5):
                at_work.append(n)
                most = max(most, len(at_work))
                await asyncio.sleep(0.02)
                at_work.remove(n)
                return "answered"
        except CrowdedError as error:
            return str(error)

    said = await asyncio.gather(*(ask(n) for n in range(20)))
    assert said[:5] == ["answered"] * 5 and most == 2
    assert set(said[5:]) == {"现在提问的人较多，请稍后再试。"}
    assert admission.inside == 0


async def test_who_waits_too_long_or_leaves_frees_the_place() -> None:
    admission = Admission(at_once=1, waiting=2)
    async with admission.place(5):
        with pytest.raises(CrowdedError):
            async with admission.place(0.01):
                pass
        leaving = asyncio.create_task(_sit(admission))
        await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        assert admission.inside == 1
    async with admission.place(0.01):
        assert admission.inside == 1


async def _sit(admission: Admission) -> None:
    async with admission.place(5):
        await asyncio.sleep(60)

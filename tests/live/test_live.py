"""The right second of a broadcast that goes on: the short cases; `python -m tests.live` has all."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.live.__main__ import in_a_process
from tests.live.cases import CASES
from tests.live.run import Row

SHORT = [case for case in CASES if case.is_short]
GOOD_RUNGS = {"stream time", "stream time, unchecked"}

CaseResult = Future[list[Row] | str]


@pytest.fixture(scope="module")
def results() -> Iterator[dict[str, CaseResult]]:
    """The cases mostly wait, so they wait at the same time."""
    with ThreadPoolExecutor(3) as pool:
        yield {case.name: pool.submit(in_a_process, case) for case in SHORT}


@pytest.mark.parametrize("name", [case.name for case in SHORT])
def test_the_second_that_was_seen_is_the_second_that_is_found(
    results: dict[str, CaseResult], name: str
) -> None:
    rows = results[name].result()
    assert not isinstance(rows, str), rows
    assert len(rows) >= 2
    assert [row for row in rows if row.is_within is False] == []
    assert any(row.is_within for row in rows)  # else all of them wait for an anchor
    assert [row for row in rows if row.rung in GOOD_RUNGS and not _is_near(row)] == []


def _is_near(row: Row) -> bool:
    return row.error_s is not None and abs(row.error_s) <= 1

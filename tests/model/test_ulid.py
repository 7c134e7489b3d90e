"""Identifiers sort by the time they were made."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.ulid import ulid

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(0, 2**47).map(lambda ms: EPOCH + timedelta(milliseconds=min(ms, 10**14)))


def test_a_known_instant_gives_a_known_ulid() -> None:
    # The time part of the example in the ULID specification: 01ARYZ6S41.
    instant = EPOCH + timedelta(milliseconds=1469918176385)
    assert ulid(instant, bytes(10)) == "01ARYZ6S41" + "0" * 16


@given(INSTANTS, INSTANTS, st.binary(min_size=10, max_size=10))
def test_ulids_sort_as_their_instants_do(one: datetime, other: datetime, chance: bytes) -> None:
    if other - one > timedelta(milliseconds=1):
        assert ulid(one, b"\xff" * 10) < ulid(other, chance)


def test_a_ulid_needs_enough_random_bits() -> None:
    with pytest.raises(ValueError, match="10 random bytes"):
        ulid(EPOCH, b"short")

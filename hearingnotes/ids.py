"""Identifiers: new ones, and the short handles that people type."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise, takewhile

from hearingnotes.model.ulid import RANDOM_BYTES, ulid

HANDLE_LENGTH = 4


def new_id() -> str:
    """Return a new ULID."""
    return ulid(datetime.now(UTC), os.urandom(RANDOM_BYTES))


def short_names(ids: Sequence[str]) -> dict[str, str]:
    """Return for each ULID its shortest end that no other has."""
    # Among the ids spelled backwards and sorted, those with the longest common end are neighbours.
    backwards = sorted(hearing_id[::-1] for hearing_id in ids)
    alike = [_alike(*pair) for pair in pairwise(backwards)]
    lengths = {
        text[::-1]: max(HANDLE_LENGTH, 1 + max(before, after))
        for text, before, after in zip(backwards, [0, *alike], [*alike, 0], strict=False)
    }
    return {hearing_id: hearing_id[-lengths[hearing_id] :].lower() for hearing_id in ids}


def _alike(one: str, other: str) -> int:
    """Return the length of the common beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))

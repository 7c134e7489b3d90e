"""Identifiers that sort by the time they were made (ULID: 48 bits of ms, 80 random bits)."""

import hashlib
import re
from datetime import datetime

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_BYTES = 10
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def is_id(text: str) -> bool:
    """Return whether the text may be the id of something stored.

    The program's own ids are ULIDs; imported notes may have others. Any id may be a file name.
    """
    return _ID.fullmatch(text) is not None


def ulid(utc: datetime, randomness: bytes) -> str:
    """Return the 26 characters for an instant and ten random bytes."""
    if len(randomness) != RANDOM_BYTES:
        raise ValueError(f"a ULID takes {RANDOM_BYTES} random bytes, not {len(randomness)}")
    number = int(utc.timestamp() * 1000) << 80 | int.from_bytes(randomness, "big")
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


def derived_ulid(utc: datetime, *parts: str) -> str:
    """Return the 26 characters that are always the same for an instant and these texts."""
    joined = "\0".join(part.replace("\0", "\0\0") for part in parts)
    return ulid(utc, hashlib.sha256(joined.encode()).digest()[:RANDOM_BYTES])

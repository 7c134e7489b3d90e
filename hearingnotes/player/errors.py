"""Sentences for people about a recording that could not be played."""

import re
from collections.abc import Sequence

NOTHING_READ = 0
"""Stands in for an error code of mpv: the file opened, and then none of it could be read."""

_HINTS: tuple[tuple[str, str], ...] = (
    (r"HTTP error 40[13]|403 Forbidden", "The server refuses to hand it out; its link may be old."),
    (r"HTTP error 404|404 Not Found", "The server has nothing at that address; check the link."),
    (r"HTTP error 5\d\d", "The server has a fault of its own; try again in a while."),
    (
        r"resolve hostname|Name or service|nodename nor servname",
        "The server's name is not found; check the link and the network.",
    ),
    (
        r"Connection refused|Network is unreachable|No route to host|timed out",
        "The server does not answer; check the network.",
    ),
    (
        r"Cannot seek backward in linear streams",
        "The server hands it out only from its beginning, and what tells how to play it is at its "
        "end; download the file and open that.",
    ),
    (r"No such file or directory", "There is no such file any more; check where it went."),
    (r"Permission denied", "The file may not be read; check its permissions."),
    (r"Is a directory", "That is a folder; name a file in it."),
)
_BY_CODE: dict[int, str] = {
    NOTHING_READ: "Nothing of it can be read; the file may be incomplete.",
    -14: "The sound device can't be opened; name another one with --mpv audio-device=NAME.",
    -15: "No window can be opened for the picture; start again without --video.",
    -16: "There is neither sound nor picture in it; check that it is a recording.",
    -17: "It is not a recording that mpv can play; check that it is a sound or video file.",
}


def describe_failure(error_code: int, complaints: Sequence[str]) -> str:
    """Describe a failure from mpv's error code and the last lines of its log."""
    text = "\n".join(complaints)
    for pattern, sentence in _HINTS:
        if re.search(pattern, text, re.IGNORECASE):
            return sentence
    return _BY_CODE.get(error_code, "It can't be opened; check the address and the network.")

"""Text from elsewhere, made safe to show: no terminal escapes, no hidden line breaks."""

import re

LINE_LIMIT = 300

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    r"""Return the text with every line break as `\n`, tabs as spaces, and no other control
    character.

    Lone surrogates are removed too: no file and no terminal can take them.
    """
    if text.isprintable():
        return text
    return _UNPRINTABLE.sub("", _LINE_BREAK.sub("\n", text).replace("\t", " "))


def one_line(text: str, limit: int = LINE_LIMIT) -> str:
    """Return the text on a single line of at most `limit` characters, with each run of white space
    as one space.

    Controls of the direction of writing are removed too: on a shared line they would turn what
    stands beside them.
    """
    line = " ".join(_DIRECTION.sub("", printable(text)).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"

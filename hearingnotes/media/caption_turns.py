"""How captions say that another one speaks; pure."""

TURN = ">> "
"""What is written for all of it."""

_DASHES = frozenset("-–—")
_OPENING = "\"'“‘«¿¡([♪♫ "


def with_turn(line: str) -> str:
    """The line with the sign of a turn for a dash in front, or a single `>`.

    A dash before a number or before what goes on in lower case is said, as is one within the line.
    """
    shown = line.lstrip()
    sign, rest = shown[:1], shown[1:].lstrip()
    letter = rest.lstrip(_OPENING)[:1]
    is_dialogue = sign in _DASHES and letter.isalpha() and not letter.islower()
    is_arrow = sign == ">" and letter.isalpha()
    return TURN + rest if is_dialogue or is_arrow else line

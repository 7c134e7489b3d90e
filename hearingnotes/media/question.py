"""What is asked of a platform."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """Where to ask for a recording, and what is to be told of it.

    `url` is its page, or it itself. The pages `elsewhere` are asked first: whether another
    broadcast than that of `known_key` is live there. `fell_silent`: it is to be told whether it
    goes on, beyond the segment `heard_sq` where that is known.
    """

    url: str
    elsewhere: tuple[str, ...] = ()
    known_key: str | None = None
    fell_silent: bool = False
    heard_sq: int | None = None

"""What a person can do: an action, and the states in which it can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Mode(Enum):
    """Watching: keys are commands. Writing: keys are text, and only some others are commands.

    The others are those of an article: choosing notes for it, arranging it, writing in it.
    """

    WATCHING = "watching"
    WRITING = "writing"
    CHOOSING = "choosing notes for an article"
    ARRANGING = "arranging an article"
    REWORDING = "writing in an article"


WATCHING = (Mode.WATCHING,)
WRITING = (Mode.WRITING,)
ANY = (Mode.WATCHING, Mode.WRITING)


@dataclass(frozen=True, slots=True)
class Action:
    """Something the person can do. `keys` are characters or Textual's names of keys; `run` gets
    the screen: that of a hearing, or in the states of an article that of the article.

    `footer` is its word in the footer, where it has one; a low `rank` stands further left.
    What `changes_notes` is done in order with undo and redo, and reads all that it needs only then:
    what reads the player does so at the key, and hands its change to `UndoQueue.do_in_order`. What
    `captures` works also on the page of keys.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    run: Callable[[Any], None]
    modes: tuple[Mode, ...] = WATCHING
    footer: str = ""
    rank: int = 50
    changes_notes: bool = False
    captures: bool = False

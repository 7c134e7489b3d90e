"""Actions that a person can run by keys, and the modes in which they can be run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Mode(Enum):
    """The meaning of keys: commands while watching, text while writing.

    The other modes are those of an article: selecting notes for it, arranging it, writing in it.
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
    """Something that a person can do by a key.

    `keys` are characters or Textual's key names. `run` gets the screen: a hearing's, or in the
    modes of an article the article's. `footer` is the word in the footer, if any; a low `rank`
    stands further left.

    An action that `changes_notes` runs in order with undo and redo, and reads all that it needs
    only then. One that reads the player does so at the key, and hands its change to
    `UndoQueue.do_in_order`. An action that `captures` works on the page of keys, too.
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

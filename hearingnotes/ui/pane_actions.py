"""How wide the panes are, for terminals without a mouse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from hearingnotes.ui.action import Action

if TYPE_CHECKING:
    from hearingnotes.ui.widgets.split_view import SplitView


class HasPanes(Protocol):
    """A screen with a line between its panes."""

    @property
    def panes(self) -> SplitView:
        """What is parted by the line."""


LEFT, RIGHT = -1, 1


def move_line(step: int, screen: HasPanes) -> None:
    """Move the line between the panes a step to the right, or to the left."""
    screen.panes.move_line(step)


ACTIONS = (
    Action("side_wider", "Picture and captions wider", ("{",), partial(move_line, LEFT)),
    Action("side_narrower", "Picture and captions narrower", ("}",), partial(move_line, RIGHT)),
)

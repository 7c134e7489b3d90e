"""Actions that change the widths of panes, for terminals without a mouse."""

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
        """The view that the line divides."""


LEFT, RIGHT = -1, 1


def move_line(step: int, screen: HasPanes) -> None:
    """Move the line between the panes one step: right for 1, left for -1."""
    screen.panes.move_line(step)


ACTIONS = (
    Action("side_wider", "Picture and captions wider", ("{",), partial(move_line, LEFT)),
    Action("side_narrower", "Picture and captions narrower", ("}",), partial(move_line, RIGHT)),
)

"""The mirror of a hearing's screen: a file that is written anew at every change."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from hearingnotes.export.stills import StillStore
from hearingnotes.session.events import MirrorReported
from hearingnotes.session.mirror import MirrorWriter
from hearingnotes.ui.messages import SessionReported

if TYPE_CHECKING:
    from textual.timer import Timer

    from hearingnotes.session.mirror import MirrorTarget
    from hearingnotes.ui.hearing.view import HearingView


log = logging.getLogger(__name__)

GATHERED_S = 0.25
FAILS = "mirror ✗"


class MirrorController:
    """The mirror of the hearing on one screen, if one is requested."""

    def __init__(self, view: HearingView) -> None:
        self._view = view
        self._mirror: MirrorWriter | None = None
        self._timer: Timer | None = None
        self.sign = ""
        """The sign on the screen while the file can't be written."""

    def start(self, target: MirrorTarget) -> None:
        """Start writing the notes to the target at every change."""
        view = self._view

        def notify(sentence: str, is_error: bool) -> None:
            view.post_message(SessionReported(MirrorReported(sentence, is_error)))

        path, style = target.path_for(view.session.hearing), view.settings.link_style
        stills = StillStore(view.session.writer.path)
        self._mirror = MirrorWriter(path, target.export_format, style, stills, notify)
        self._show()

    def on_notes_changed(self) -> None:
        """Write the file anew, once for changes in quick succession."""
        if self._mirror is not None and self._timer is None:
            self._timer = self._view.set_timer(GATHERED_S, self._show)

    def on_reported(self, *, is_error: bool) -> None:
        """Show or remove the sign: the file can't be written, or can be again."""
        self.sign = FAILS if is_error else ""

    def close(self, limit_s: float = 3.0) -> str:
        """Write the last state, waiting at most so long; return a sentence where that failed."""
        if self._mirror is None:
            return ""
        self._show()
        return self._mirror.close(limit_s)

    def _show(self) -> None:
        self._timer = None
        if self._mirror is not None:
            self._mirror.show(self._view.session.snapshot())

"""The mirror: a file that is written anew at every change, on a thread of its own."""

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
    """The mirror of the hearing on one screen, if one is wished for."""

    def __init__(self, view: HearingView) -> None:
        self._view = view
        self._mirror: MirrorWriter | None = None
        self._timer: Timer | None = None
        self.sign = ""
        """What stays on the screen while the file can't be written."""

    def start(self, target: MirrorTarget) -> None:
        """Have the notes written to a file at every change."""
        view = self._view

        def notify(sentence: str, is_error: bool) -> None:
            view.post_message(SessionReported(MirrorReported(sentence, is_error)))

        path, style = target.path_for(view.session.hearing), view.settings.link_style
        stills = StillStore(view.session.writer.path)
        self._mirror = MirrorWriter(path, target.export_format, style, stills, notify)
        self._show()

    def on_notes_changed(self) -> None:
        """The notes are others than before."""
        if self._mirror is not None and self._timer is None:
            self._timer = self._view.set_timer(GATHERED_S, self._show)

    def on_reported(self, *, is_error: bool) -> None:
        """There is something to say: it can't be written, or can be again."""
        self.sign = FAILS if is_error else ""

    def close(self, limit_s: float = 3.0) -> str:
        """Have the last of it written; wait so long at most. A sentence where that failed."""
        if self._mirror is None:
            return ""
        self._show()
        return self._mirror.close(limit_s)

    def _show(self) -> None:
        self._timer = None
        if self._mirror is not None:
            self._mirror.show(self._view.session.snapshot())

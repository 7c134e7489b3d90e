"""The thread that writes stills."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from hearingnotes.errors import HearingnotesError
from hearingnotes.export.stills import StillStore
from hearingnotes.session.events import StillFailed, StillsSaved
from hearingnotes.worker import BackgroundWorker

if TYPE_CHECKING:
    from hearingnotes.model.frame import Still
    from hearingnotes.model.moment import Moment
    from hearingnotes.session.events import SessionEvent


log = logging.getLogger(__name__)


MISSED = "The picture was not kept: the player was at another second by then, or on its way."


class StillWorker:
    """Writes stills on its own thread: neither a key nor the picture waits for the disk."""

    def __init__(self, stills: StillStore, post: Callable[[SessionEvent], None]) -> None:
        self._dropped: set[str] = set()
        self._stills = stills
        self._post = post
        self._worker = BackgroundWorker("stills")
        self._worker.submit(self._report_saved)

    def take(self, note_id: str, moment: Moment, still: Still | None, notice: str = "") -> None:
        """Save the still with the note, if it is of the moment; called on any thread.

        `notice` is the sentence to be shown then.
        """
        self._worker.submit(partial(self._save, note_id, moment, still, notice))

    def drop(self, note_id: str) -> None:
        """Delete the note's still, and save none that comes later."""
        self._dropped.add(note_id)
        self._worker.submit(partial(self._stills.drop, note_id))

    def close(self, limit_s: float) -> None:
        """Write what is left, waiting at most `limit_s` seconds."""
        self._worker.close(limit_s)

    def _report_saved(self) -> None:
        if ids := self._stills.ids():
            self._post(StillsSaved(frozenset(ids)))

    def _save(self, note_id: str, moment: Moment, still: Still | None, notice: str) -> None:
        if note_id in self._dropped:
            return
        if still is None or not still.is_of(moment):
            self._post(StillFailed(MISSED, note_id))
            return
        try:
            self._stills.save(note_id, still.frame)
        except HearingnotesError as error:
            self._post(StillFailed(str(error), note_id))
        except Exception:
            log.exception("no still")
            self._post(StillFailed("The picture was not kept; the log says more.", note_id))
        else:
            self._post(StillsSaved(frozenset({note_id}), notice))

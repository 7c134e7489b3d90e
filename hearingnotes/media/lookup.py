"""Asking a platform, from a worker thread: yt-dlp, and where it matters the playlist."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from hearingnotes.errors import CancelledError, HearingnotesError
from hearingnotes.media.client import YtDlpLookup
from hearingnotes.media.medium import Medium
from hearingnotes.media.playlist_probe import PlaylistProbe, is_playlist
from hearingnotes.model.hearing import LiveStatus


@dataclass(frozen=True, slots=True)
class LookupRequest:
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


log = logging.getLogger(__name__)


class Cancellable(Protocol):
    """What finds something out on a worker thread."""

    def cancel(self) -> None:
        """Stop it, from any thread."""


class MediaLookup:
    """One question; several processes may be needed to answer it, one after the other.

    A video that is wanted is of this `height` at most, where there is such a one.
    """

    def __init__(
        self, question: LookupRequest, *, want_video: bool, height: int = 720, proxy: str | None
    ) -> None:
        self._question = question
        self._want_video = want_video
        self._height = height
        self._proxy = proxy
        self._lock = threading.Lock()
        self._search: Cancellable | None = None
        self._cancelled = False

    def run(self, on_progress: Callable[[str], None]) -> Medium:
        """Wait for the answer; raises HearingnotesError, and Cancelled after `cancel`."""
        for url in self._question.elsewhere:
            other = self._another_at(url, on_progress)
            if other is not None:
                return other
        medium = self._extract(self._question.url, on_progress)
        may_be_live = medium.in_segments or is_playlist(medium.url)
        if medium.live_status is LiveStatus.NOT_LIVE and may_be_live:
            return self._probe_playlist(medium, on_progress)
        if not (self._question.fell_silent and medium.is_live):
            return medium
        return replace(medium, goes_on=self._inspection(medium).has_resumed())

    def _probe_playlist(self, medium: Medium, on_progress: Callable[[str], None]) -> Medium:
        """Many pages do not say that what they play is a broadcast; its list of segments does."""
        try:
            return self._inspection(medium).probe(medium, on_progress)
        except HearingnotesError as error:
            if self._question.fell_silent:
                raise  # else a broadcast would be taken for one that is over
            log.info("not known whether it is a broadcast: %s", error)
            return medium

    def _inspection(self, medium: Medium) -> PlaylistProbe:
        look = PlaylistProbe(
            medium.url,
            proxy=self._proxy,
            headers=medium.headers,
            fell_silent=self._question.fell_silent,
            heard_sq=self._question.heard_sq,
        )
        self._start(look)
        return look

    def cancel(self) -> None:
        """Stop it, from any thread."""
        with self._lock:
            self._cancelled = True
            if self._search is not None:
                self._search.cancel()

    def _another_at(self, url: str, on_progress: Callable[[str], None]) -> Medium | None:
        try:
            medium = self._extract(url, on_progress)
        except HearingnotesError as error:
            log.info("nothing else is live: %s", error)
            return None
        is_another = medium.platform_key != self._question.known_key
        return medium if medium.is_live and is_another else None

    def _extract(self, url: str, on_progress: Callable[[str], None]) -> Medium:
        search = YtDlpLookup(
            url, want_video=self._want_video, height=self._height, proxy=self._proxy
        )
        self._start(search)
        return search.run(on_progress)

    def _start(self, search: Cancellable) -> None:
        with self._lock:
            self._search = search
            if self._cancelled:
                raise CancelledError("Stopped.")

"""Looking up a recording on a worker thread: through yt-dlp, and if needed its playlist."""

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
    """A request to look up a recording.

    `url` is its page or its own address. The pages `elsewhere` are looked up first: a broadcast
    other than that of `known_key` may be live there. `fell_silent` asks whether the broadcast goes
    on, beyond the segment `played_sq` where that is known.
    """

    url: str
    elsewhere: tuple[str, ...] = ()
    known_key: str | None = None
    fell_silent: bool = False
    played_sq: int | None = None


log = logging.getLogger(__name__)


class Cancellable(Protocol):
    """A job on a worker thread that can be cancelled."""

    def cancel(self) -> None:
        """Cancel the job, from any thread."""


class MediaLookup:
    """A lookup of a recording, in one or several processes, one after the other.

    A video has at most this `height`, where there is such a one.
    """

    def __init__(
        self, request: LookupRequest, *, want_video: bool, height: int = 720, proxy: str | None
    ) -> None:
        self._request = request
        self._want_video = want_video
        self._height = height
        self._proxy = proxy
        self._lock = threading.Lock()
        self._call: Cancellable | None = None
        self._cancelled = False

    def run(self, on_progress: Callable[[str], None]) -> Medium:
        """Wait for the medium; raises HearingnotesError, and CancelledError after `cancel`."""
        for url in self._request.elsewhere:
            other = self._another_at(url, on_progress)
            if other is not None:
                return other
        medium = self._extract(self._request.url, on_progress)
        may_be_live = medium.in_segments or is_playlist(medium.url)
        if medium.live_status is LiveStatus.NOT_LIVE and may_be_live:
            return self._probe_playlist(medium, on_progress)
        if not (self._request.fell_silent and medium.is_live):
            return medium
        return replace(medium, goes_on=self._start_probe(medium).has_resumed())

    def _probe_playlist(self, medium: Medium, on_progress: Callable[[str], None]) -> Medium:
        """Return the medium with whether it is a broadcast: its playlist says so, many pages do
        not."""
        try:
            return self._start_probe(medium).probe(medium, on_progress)
        except HearingnotesError as error:
            if self._request.fell_silent:
                raise  # else the broadcast would seem to be over
            log.info("not known whether it is a broadcast: %s", error)
            return medium

    def _start_probe(self, medium: Medium) -> PlaylistProbe:
        probe = PlaylistProbe(
            medium.url,
            proxy=self._proxy,
            headers=medium.headers,
            fell_silent=self._request.fell_silent,
            played_sq=self._request.played_sq,
        )
        self._start(probe)
        return probe

    def cancel(self) -> None:
        """Cancel the lookup, from any thread."""
        with self._lock:
            self._cancelled = True
            if self._call is not None:
                self._call.cancel()

    def _another_at(self, url: str, on_progress: Callable[[str], None]) -> Medium | None:
        try:
            medium = self._extract(url, on_progress)
        except HearingnotesError as error:
            log.info("nothing else is live: %s", error)
            return None
        is_another = medium.platform_key != self._request.known_key
        return medium if medium.is_live and is_another else None

    def _extract(self, url: str, on_progress: Callable[[str], None]) -> Medium:
        call = YtDlpLookup(url, want_video=self._want_video, height=self._height, proxy=self._proxy)
        self._start(call)
        return call.run(on_progress)

    def _start(self, call: Cancellable) -> None:
        with self._lock:
            self._call = call
            if self._cancelled:
                raise CancelledError("Stopped.")

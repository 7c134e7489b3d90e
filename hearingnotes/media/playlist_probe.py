"""Probing an address for a broadcast, on a worker thread."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from hearingnotes.errors import CancelledError, HearingnotesError
from hearingnotes.media.medium import Medium, direct
from hearingnotes.media.playlist import Playlist, read_playlist
from hearingnotes.model.hearing import LiveStatus
from hearingnotes.model.sanitize import one_line

log = logging.getLogger(__name__)

TIMEOUT_S = 20.0
MOST_BYTES = 4 << 20
MOST_LISTS = 4
LONGEST_WAIT_S = 20.0
CANNOT_BE_READ = "The playlist cannot be read: check its address and the internet connection"


class PlaylistProbe:
    """A probe of an address or a file that is played as it is."""

    def __init__(
        self,
        url_or_path: str,
        *,
        proxy: str | None = None,
        headers: Mapping[str, str] | None = None,
        fell_silent: bool = False,
        played_sq: int | None = None,
    ) -> None:
        """Prepare a probe; with `fell_silent`, it also finds out whether a played broadcast goes
        on.

        `played_sq` is the last segment that was played, where that is known. When such a broadcast
        has ended, what its list still has is no recording of it.
        """
        self._url_or_path = url_or_path
        self._proxy = proxy
        # Some servers answer only players; mpv calls itself so.
        self._headers = {"User-Agent": "libmpv", **(headers or {})}
        self._fell_silent = fell_silent
        self._played_sq = played_sq
        self._cancelled = threading.Event()

    def run(self, on_progress: Callable[[str], None]) -> Medium:
        """Return the medium at the address; only a playlist is fetched.

        Raises HearingnotesError when it can't be fetched, CancelledError after `cancel`.
        """
        medium = direct(self._url_or_path)
        return self.probe(medium, on_progress) if is_playlist(medium.url) else medium

    def probe(self, medium: Medium, on_progress: Callable[[str], None]) -> Medium:
        """Return a medium that is a list of segments, with whether it is a broadcast.

        Raises HearingnotesError when the list can't be fetched, CancelledError after `cancel`.
        """
        on_progress("Reading the playlist")
        url, playlist = self._segments_at(medium.url)
        if not playlist.is_live:
            return self._ended(medium, playlist) if self._fell_silent else medium
        goes_on = self._has_grown(url, playlist) if self._fell_silent else None
        return replace(
            medium, live_status=LiveStatus.LIVE, goes_on=goes_on, duration_s=None, captions=None
        )

    @staticmethod
    def _ended(medium: Medium, playlist: Playlist) -> Medium:
        """Return the medium of a broadcast whose list has come to its end."""
        if playlist.is_partial:
            return replace(medium, url="", live_status=LiveStatus.POST_LIVE)
        return replace(medium, live_status=LiveStatus.WAS_LIVE)

    def has_resumed(self) -> bool | None:
        """Return whether a broadcast that fell silent has more by now; None where that is unknown.

        Raises CancelledError after `cancel`.
        """
        if not is_playlist(self._url_or_path):
            return None
        try:
            url, playlist = self._segments_at(self._url_or_path)
            return playlist.is_live and self._has_grown(url, playlist)
        except HearingnotesError as error:
            log.info("not known whether it goes on: %s", error)
            return None

    def _has_grown(self, url: str, playlist: Playlist) -> bool | None:
        """Return whether the list has more than was played, or grows within the time of a
        segment."""
        if playlist.newest is None:
            return None
        if self._played_sq is not None and playlist.newest > self._played_sq + 1:
            return True
        self._cancelled.wait(min(LONGEST_WAIT_S, 1.5 * playlist.target_s))
        return self._segments_at(url)[1].newest != playlist.newest

    def cancel(self) -> None:
        """Cancel the probe, from any thread."""
        self._cancelled.set()

    def _segments_at(self, url: str) -> tuple[str, Playlist]:
        """Return the first list of segments that an address leads to, behind its own address."""
        for _ in range(MOST_LISTS):
            url, text = self._fetch(url)
            playlist = read_playlist(text) or Playlist()
            if not playlist.variants:
                return url, playlist
            url = urljoin(url, playlist.variants[0])
        raise HearingnotesError("That playlist leads to nothing but playlists.")

    def _fetch(self, url: str) -> tuple[str, str]:
        """Return the address after redirects, and the text there."""
        # Late: no screen should wait for HTTP, where only a file is opened.
        from http.client import HTTPException
        from urllib.request import ProxyHandler, Request, build_opener

        if urlsplit(url).scheme.lower() not in {"http", "https"}:
            raise HearingnotesError("That playlist names what cannot be played.")
        proxies = None if self._proxy is None else {"http": self._proxy, "https": self._proxy}
        request = Request(url, headers=self._headers)
        try:
            with build_opener(ProxyHandler(proxies)).open(request, timeout=TIMEOUT_S) as answer:
                final_url, body = answer.geturl(), answer.read(MOST_BYTES)
        except (OSError, HTTPException, ValueError) as error:
            self._check()
            why = one_line(str(error), 200) or type(error).__name__
            raise HearingnotesError(f"{CANNOT_BE_READ} ({why}).") from error
        self._check()
        return final_url, body.decode(errors="replace")

    def _check(self) -> None:
        if self._cancelled.is_set():
            raise CancelledError("Stopped.")


def is_playlist(url: str) -> bool:
    """Return whether an address of the web names a list of segments."""
    parts = urlsplit(url)
    is_web = parts.scheme.lower() in {"http", "https"}
    return is_web and parts.path.lower().endswith((".m3u8", ".mpd"))

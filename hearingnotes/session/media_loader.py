"""Starts the player and finds media and captions, on threads, after the first paint."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hearingnotes.config import paths
from hearingnotes.config.settings import not_taken_by_mpv
from hearingnotes.errors import CancelledError, HearingnotesError
from hearingnotes.player.libmpv import Options
from hearingnotes.player.mpv_player import MpvPlayer
from hearingnotes.session.events import (
    CaptionsFailed,
    CaptionsFound,
    FrameDrawn,
    MediumFailed,
    MediumFound,
    PlayerChanged,
    PlayerFailed,
    PlayerReady,
    SearchEnded,
    SearchEvent,
    SearchProgressed,
    SearchTarget,
    SessionEvent,
)

if TYPE_CHECKING:
    from hearingnotes.media.captions import CaptionFinder
    from hearingnotes.media.lookup import Cancellable, LookupRequest, MediaLookup
    from hearingnotes.media.medium import Medium
    from hearingnotes.media.playlist_probe import PlaylistProbe
    from hearingnotes.model.hearing import Recording

log = logging.getLogger(__name__)

WINDOW_HEIGHT, PANE_HEIGHT = 720, 480


@dataclass(frozen=True, slots=True)
class PlayerOptions:
    """The person's options for playing."""

    with_window: bool
    volume: float
    options: Options


class MediaLoader:
    """Starts libmpv, asks platforms and finds captions: each on a thread that posts events."""

    def __init__(self, player_options: PlayerOptions, post: Callable[[SessionEvent], None]) -> None:
        self._player_options = player_options
        self._post = post
        self._search: MediaLookup | PlaylistProbe | None = None
        self._caption_search: CaptionFinder | None = None
        self._lock = threading.Lock()
        self._player: MpvPlayer | None = None
        self._is_closed = False

    def start_player(self) -> None:
        """Start libmpv; posts PlayerReady or PlayerFailed."""
        threading.Thread(target=self._start_player, name="player-start", daemon=True).start()

    def find_medium(
        self,
        request: LookupRequest,
        *,
        is_page: bool,
        with_picture: bool = False,
        quietly: bool = False,
    ) -> None:
        """Find what to play; posts MediumFound or MediumFailed.

        `quietly` posts no progress. An address that is no page is played as it is.
        """
        from hearingnotes.media.lookup import MediaLookup
        from hearingnotes.media.playlist_probe import PlaylistProbe

        self.stop_finding_medium()
        player_options = self._player_options
        proxy = player_options.options.get("http-proxy")
        search: MediaLookup | PlaylistProbe
        if is_page:
            height = WINDOW_HEIGHT if player_options.with_window else PANE_HEIGHT
            want_video = player_options.with_window or with_picture
            search = MediaLookup(request, want_video=want_video, height=height, proxy=proxy)
        else:
            search = PlaylistProbe(
                request.url,
                proxy=proxy,
                fell_silent=request.fell_silent,
                played_sq=request.played_sq,
            )
        self._search = search
        show_progress = (
            _ignore if quietly else self._progress_poster(search, SearchTarget.RECORDING)
        )

        def find() -> SearchEvent:
            return MediumFound(search.run(show_progress), search)

        on_error = partial(MediumFailed, search=search)
        work = partial(self._find, search, find, on_error, "The recording was not found")
        threading.Thread(target=work, name="medium", daemon=True).start()

    def waits_for(self, search: Cancellable | None) -> bool:
        """Return whether the events of this search are current. Some come after it was stopped."""
        return search is None or search in {self._search, self._caption_search}

    def close(self) -> None:
        """Close the player, also one that is still starting or that nobody uses yet."""
        with self._lock:
            self._is_closed, player = True, self._player
        if player is not None:
            player.close()

    def stop_finding(self) -> None:
        """Stop all searches."""
        self.stop_finding_medium()
        self.stop_finding_captions()

    def stop_finding_medium(self) -> None:
        """Stop the search for a medium, if one is running."""
        if self._search is not None:
            self._search.cancel()
            self._search = None

    def stop_finding_captions(self) -> None:
        """Stop the search for captions, if one is running."""
        if self._caption_search is not None:
            self._caption_search.cancel()
            self._caption_search = None

    def find_captions(self, medium: Medium, recording: Recording) -> None:
        """Find the captions of what plays; posts CaptionsFound or CaptionsFailed."""
        from hearingnotes.media.captions import CaptionFinder

        self.stop_finding_captions()
        named = Path(recording.captions) if recording.captions else None
        proxy = self._player_options.options.get("http-proxy")
        self._caption_search = search = CaptionFinder(medium, named, proxy=proxy)

        show_progress = self._progress_poster(search, SearchTarget.CAPTIONS)

        def find() -> SearchEvent:
            return CaptionsFound(recording.id, *search.find(show_progress), search=search)

        on_error = partial(CaptionsFailed, search=search)
        work = partial(self._find, search, find, on_error, "The captions can't be had")
        threading.Thread(target=work, name="captions", daemon=True).start()

    def _start_player(self) -> None:
        player_options = self._player_options
        try:
            player = MpvPlayer(
                lambda: self._post(PlayerChanged()),
                on_frame=lambda frame: self._post(FrameDrawn(frame)),
                with_window=player_options.with_window,
                volume=player_options.volume,
                options=player_options.options,
            )
        except HearingnotesError as error:
            self._post(PlayerFailed(str(error)))
        except Exception:
            log.exception("no player")
            self._post(PlayerFailed("The player did not start; the log says more."))
        else:
            with self._lock:
                self._player = player
            if self._is_closed:
                player.close()
                return
            path, refused = paths.settings_path(), player.left_out.items()
            problems = (not_taken_by_mpv(path, name, value) for name, value in refused)
            self._post(PlayerReady(player, tuple(problems)))

    def _progress_poster(self, search: Cancellable, target: SearchTarget) -> Callable[[str], None]:
        def show_progress(progress: str) -> None:
            self._post(SearchProgressed(search, target, progress))

        return show_progress

    def _find(
        self,
        search: Cancellable,
        find: Callable[[], SearchEvent],
        on_error: Callable[[str], SearchEvent],
        failure: str,
    ) -> None:
        """Post the result or the error; `failure` is the sentence for an unexpected one."""
        try:
            found = find()
        except CancelledError:
            log.info("a search was ended")
        except HearingnotesError as error:
            self._post(on_error(str(error)))
        except Exception:
            log.exception(failure)
            self._post(on_error(f"{failure}; the log says more."))
        else:
            self._post(found)
        finally:
            self._post(SearchEnded(search))


def _ignore(_sentence: str) -> None:
    """Drop the progress of a lookup in the background."""

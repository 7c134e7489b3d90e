"""Brings up the player and finds out what to play: on threads, after the first paint."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message

from hearingnotes import paths
from hearingnotes.errors import Trouble
from hearingnotes.player.mpv_player import MpvPlayer, Options
from hearingnotes.settings import not_taken_by_mpv
from hearingnotes.ui.messages import (
    CaptionsKnown,
    CaptionsMissing,
    MediumKnown,
    MediumMissing,
    PictureDrawn,
    PlayerChanged,
    PlayerMissing,
    PlayerReady,
    Progress,
)

if TYPE_CHECKING:
    from hearingnotes.media.asking import Asking
    from hearingnotes.media.caption_search import CaptionSearch
    from hearingnotes.media.inspection import Inspection
    from hearingnotes.media.medium import Medium
    from hearingnotes.media.question import Question

log = logging.getLogger(__name__)

WINDOW_HEIGHT, PANE_HEIGHT = 720, 480


@dataclass(frozen=True, slots=True)
class PlayerWishes:
    """How the person wants to hear it."""

    with_window: bool
    volume: float
    options: Options
    captions: Path | None = None


class Stage:
    """What plays on it is told by messages."""

    def __init__(self, wishes: PlayerWishes, post: Callable[[Message], Any]) -> None:
        self._wishes = wishes
        self._post = post
        self._search: Asking | Inspection | None = None
        self._caption_search: CaptionSearch | None = None

    def bring_player(self) -> None:
        """Start libmpv; ends in PlayerReady or PlayerMissing."""
        threading.Thread(target=self._bring_player, name="player-start", daemon=True).start()

    def find_medium(
        self,
        question: Question,
        *,
        is_page: bool,
        with_picture: bool = False,
        quietly: bool = False,
    ) -> None:
        """Find out what to play; ends in MediumKnown or MediumMissing.

        Quietly: how far it is, is not told. What is no page is played as it is.
        """
        from hearingnotes.media.asking import Asking
        from hearingnotes.media.inspection import Inspection

        self.stop_finding()
        wishes = self._wishes
        proxy = wishes.options.get("http-proxy")
        search: Asking | Inspection
        if is_page:
            height = WINDOW_HEIGHT if wishes.with_window else PANE_HEIGHT
            want_video = wishes.with_window or with_picture
            search = Asking(question, want_video=want_video, height=height, proxy=proxy)
        else:
            search = Inspection(
                question.url,
                proxy=proxy,
                fell_silent=question.fell_silent,
                heard_sq=question.heard_sq,
            )
        self._search = search
        progress = _tell_nobody if quietly else self._progress

        def find() -> Message:
            return MediumKnown(search.run(progress))

        work = partial(self._find, find, MediumMissing, "The recording was not found")
        threading.Thread(target=work, name="medium", daemon=True).start()

    def stop_finding(self) -> None:
        """End a search that goes on."""
        if self._search is not None:
            self._search.cancel()
            self._search = None
        if self._caption_search is not None:
            self._caption_search.cancel()
            self._caption_search = None

    def find_captions(self, medium: Medium) -> None:
        """Look for the captions of what plays; may end in CaptionsKnown or CaptionsMissing."""
        from hearingnotes.media.caption_search import CaptionSearch

        proxy = self._wishes.options.get("http-proxy")
        self._caption_search = search = CaptionSearch(medium, self._wishes.captions, proxy=proxy)

        def find() -> Message | None:
            track = search.run()
            return CaptionsKnown(track) if track is not None else None

        work = partial(self._find, find, CaptionsMissing, "The captions can't be had")
        threading.Thread(target=work, name="captions", daemon=True).start()

    def _bring_player(self) -> None:
        wishes = self._wishes
        try:
            player = MpvPlayer(
                lambda: self._post(PlayerChanged()),
                on_frame=lambda frame: self._post(PictureDrawn(frame)),
                with_window=wishes.with_window,
                volume=wishes.volume,
                options=wishes.options,
            )
        except Trouble as trouble:
            self._post(PlayerMissing(str(trouble)))
        except Exception:
            log.exception("no player")
            self._post(PlayerMissing("The player did not start; the log says more."))
        else:
            path, refused = paths.settings_path(), player.left_out.items()
            problems = (not_taken_by_mpv(path, name, value) for name, value in refused)
            self._post(PlayerReady(player, tuple(problems)))

    def _progress(self, sentence: str) -> None:
        self._post(Progress(sentence))

    def _find(
        self, find: Callable[[], Message | None], missing: Callable[[str], Message], failed: str
    ) -> None:
        """Post what is found, or why not; `failed` is what there is to say of a fault of ours."""
        from hearingnotes.media.extraction import Cancelled

        try:
            found = find()
        except Cancelled:
            log.info("a search was ended")
        except Trouble as trouble:
            self._post(missing(str(trouble)))
        except Exception:
            log.exception(failed)
            self._post(missing(f"{failed}; the log says more."))
        else:
            if found is not None:
                self._post(found)


def _tell_nobody(_sentence: str) -> None:
    """What is asked in the background does not come onto the screen."""

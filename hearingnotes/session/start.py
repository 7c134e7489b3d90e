"""The configuration that the program starts with, and its exit report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hearingnotes.model.roster import Roster

if TYPE_CHECKING:
    from hearingnotes.config.settings import Settings
    from hearingnotes.config.state import SavedState
    from hearingnotes.config.themes import ThemeFile
    from hearingnotes.library.library import Library
    from hearingnotes.model.draft import Draft
    from hearingnotes.model.note import Note
    from hearingnotes.services.open_hearing import OpenRequest
    from hearingnotes.session.media_loader import PlayerOptions
    from hearingnotes.session.mirror import MirrorTarget


@dataclass(frozen=True, slots=True)
class AppConfig:
    """All that the program starts with.

    `opening` is the hearing to open, `draft` the article; without both the list of hearings is
    shown. `problems` are sentences for the person, for instance on invalid settings.
    """

    library: Library
    settings: Settings
    saved_state: SavedState
    themes: Mapping[str, ThemeFile]
    player_options: PlayerOptions
    log_name: str
    opening: OpenRequest | None = None
    draft: Draft | None = None
    mirror: MirrorTarget | None = None
    roster: Roster = Roster()
    problems: tuple[str, ...] = ()


def _nothing() -> None:
    """Close no player: there is none."""


@dataclass(frozen=True, slots=True)
class ExitReport:
    """What remains when the screen has closed.

    `unsaved` and `unsaved_drafts` could not be written to any disk. `playback_error` says why
    nothing played, `mirror` whether the mirrored file is out of date, and `crash` is the error that
    ended the program. `close_player` is called after all that has been printed, since an error of
    libmpv may end the program at once.
    """

    unsaved: list[Note]
    playback_error: str = ""
    unsaved_drafts: list[Draft] = field(default_factory=list)
    mirror: str = ""
    crash: Exception | None = None
    close_player: Callable[[], None] = _nothing

"""A person who listens to a broadcast in the real program, and what the picture showed them."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from hearingnotes.config.settings import Settings
from hearingnotes.config.state import SavedState
from hearingnotes.config.themes import load_themes
from hearingnotes.library.library import Library
from hearingnotes.model.note import Note
from hearingnotes.player.state import Phase
from hearingnotes.services.open_hearing import open_reference
from hearingnotes.session.media_loader import PlayerOptions
from hearingnotes.session.playback import Playback
from hearingnotes.session.start import AppConfig
from hearingnotes.ui.app import HearingnotesApp
from hearingnotes.ui.hearing.screen import HearingScreen
from tests.live.broadcast import Broadcast
from tests.live.truth import second_in

WITH_PICTURE = {"vo": "null", "ao": "null"}


@dataclass(frozen=True)
class Seen:
    """A note, and the seconds of the broadcast in the picture before and after the key."""

    text: str
    before_s: float
    after_s: float


class Listener:
    """Drives the program, and looks at its picture past it."""

    def __init__(self, app: HearingnotesApp, pilot: Pilot[None], library_path: Path) -> None:
        self._app, self._pilot = app, pilot
        self._library_path = library_path
        self.seen: list[Seen] = []
        self.noticed_s: float | None = None
        """How long after the end of the broadcast the program noticed it."""

    @property
    def screen(self) -> HearingScreen:
        """The hearing's screen."""
        assert self._app.hearing_screen is not None
        return self._app.hearing_screen

    @property
    def playback(self) -> Playback:
        """What plays."""
        return self.screen.playback

    @property
    def line(self) -> str:
        """What the transport line says."""
        status = self.screen.transport._status
        return " ".join([status.phase, *status.parts])

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self._pilot.press(*keys)

    async def until(self, holds: Callable[[], Any], what: str, limit_s: float = 60) -> None:
        """Wait for something to happen."""
        try:
            async with asyncio.timeout(limit_s):
                while not holds():
                    await self._pilot.pause(0.02)
        except TimeoutError:
            said = self.screen.note_editor.sentence
            raise AssertionError(f"waited in vain for {what}: {self.line} | {said}") from None

    async def hearing_it(self, limit_s: float = 60) -> None:
        """Wait until it plays and shows a picture."""

        def is_playing() -> bool:
            return self.screen.session.player.state.phase is Phase.PLAYING

        await self.until(is_playing, "playing", limit_s)
        await self.until(lambda: self.second_shown() is not None, "a picture", limit_s)

    def second_shown(self) -> float | None:
        """The second of the broadcast in the picture."""
        mpv: Any = getattr(self.screen.session.player, "_mpv", None)
        try:
            return second_in(mpv.screenshot_raw()) if mpv is not None else None
        except Exception:  # no picture: python-mpv raises what it likes
            return None

    async def note(self, text: str) -> None:
        """Take a note."""
        count = len(self.screen.session.note_index)
        before_s = await self._picture()
        await self.press("n")
        after_s = await self._picture()
        await self.press(*("space" if letter == " " else letter for letter in text), "enter")
        note_index = self.screen.session.note_index
        await self.until(
            lambda: len(note_index) == count + 1 and not note_index.pending, "the note"
        )
        self.seen.append(Seen(text, before_s, after_s))

    async def _picture(self) -> float:
        """The second in the picture; while the player seeks there is none."""
        while True:
            second_s = self.second_shown()
            if second_s is not None:
                return second_s
            await self._pilot.pause(0.01)

    async def listen(self, seconds: float) -> None:
        """Let so much of the broadcast go by."""
        await self._pilot.pause(seconds)

    def notes(self) -> list[Note]:
        """The notes as another program reads them."""
        with Library(self._library_path) as library:
            return library.notes.of_hearing(self.screen.session.hearing.id)


@asynccontextmanager
async def listening(broadcast: Broadcast, folder: Path, url: str) -> AsyncIterator[Listener]:
    """Open an address of a broadcast in the real program."""
    os.environ.update(broadcast.environment())
    library_path = folder / "library.db"
    library = Library(library_path)
    app = HearingnotesApp(
        AppConfig(
            library=library,
            settings=Settings(),
            saved_state=SavedState.read(folder / "remembered.toml"),
            themes=load_themes(None)[0],
            player_options=PlayerOptions(True, 100.0, WITH_PICTURE),
            log_name="the log",
            opening=open_reference(library, url),
        )
    )
    async with app.run_test(size=(100, 30)) as pilot:
        yield Listener(app, pilot, library_path)
    end = app.finish_writing()
    end.close_player()
    assert end.unsaved == []

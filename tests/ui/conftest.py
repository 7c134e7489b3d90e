"""The real program under Textual's pilot, on a real recording, with a real library."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from hearingnotes.config.settings import Settings
from hearingnotes.config.state import SavedState
from hearingnotes.config.themes import load_themes
from hearingnotes.library.library import Library
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster
from hearingnotes.player.state import Phase
from hearingnotes.services.open_hearing import OpenRequest, open_reference
from hearingnotes.session.media_loader import PlayerOptions
from hearingnotes.session.mirror import mirror_target
from hearingnotes.session.start import AppConfig, ExitReport
from hearingnotes.ui.action_table import ACTIONS
from hearingnotes.ui.app import HearingnotesApp
from hearingnotes.ui.hearing.screen import HearingScreen
from hearingnotes.ui.keymap import Keymap
from tests.media_files import make_halves, make_numbered_video, make_tone

WAIT_S = 30
TONE_S = 600

_KEY_LETTERS = {"full_stop": ".", "question_mark": "?"}

MouseKind = type[events.MouseEvent]


class AppDriver:
    """A person at the program."""

    end = ExitReport([])
    """What the program had to say when it had ended."""

    def __init__(self, app: HearingnotesApp, pilot: Pilot[None], library_path: Path) -> None:
        self.app, self.pilot = app, pilot
        self._library_path = library_path

    @property
    def screen(self) -> HearingScreen:
        assert self.app.hearing_screen is not None
        return self.app.hearing_screen

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Letter after letter as a terminal sends them, without a pause for each."""
        for letter in text:
            key = "enter" if letter == "\r" else _character_to_key(letter)
            self.app.post_message(events.Key(key, letter))
        await self.pilot.pause()

    async def burst(self, *keys: str) -> None:
        """Keys by their names as a terminal sends them, all at once."""
        for key in keys:
            letter = _KEY_LETTERS.get(key, key if len(key) == 1 else None)
            self.app.post_message(events.Key(key, letter))
        await self.pilot.pause()

    def mouse(self, kind: MouseKind, x: int, y: int, button: int = 1) -> None:
        """What a terminal sends when the mouse does something in this cell of the window."""
        self.app.post_message(
            kind(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y)
        )

    async def drag(self, begin: tuple[int, int], *way: tuple[int, int]) -> None:
        """Press the button, go this way, and let go."""
        self.mouse(events.MouseDown, *begin)
        await self.pilot.pause()
        for place in way:
            self.mouse(events.MouseMove, *place)
        self.mouse(events.MouseUp, *(way or (begin,))[-1])
        await self.pilot.pause()

    async def click(self, text: str, times: int = 1) -> None:
        """Click where this is first seen; more times as quickly as a hand that does not pause."""
        place = self.place_of(text)
        for _ in range(times):
            self.mouse(events.MouseDown, *place)
            self.mouse(events.MouseUp, *place)
        await self.pilot.pause()

    def place_of(self, text: str) -> tuple[int, int]:
        """The cell in which this is first seen."""
        y, line = next((y, line) for y, line in enumerate(self.text.splitlines()) if text in line)
        return cell_len(line[: line.index(text)]), y

    async def resize(self, columns: int, rows: int) -> None:
        """Change the window, and see the screen drawn in it."""
        await self.pilot.resize_terminal(columns, rows)

        def is_drawn() -> bool:
            strips = self.app.screen._compositor.render_strips(self.app.size)
            return (len(strips), strips[0].cell_length) == (rows, columns)

        await self.until(is_drawn, "the new size")

    async def until(self, holds: Callable[[], Any], what: str = "") -> None:
        """Wait for something to happen."""
        try:
            async with asyncio.timeout(WAIT_S):
                while not holds():
                    await self.pilot.pause(0.01)
        except TimeoutError:
            raise AssertionError(f"waited in vain for {what}; {self.says}\n{self.text}") from None

    async def playback(self) -> None:
        await self.until(lambda: self.screen.session.player.state.phase is Phase.PLAYING, "playing")
        await self.until(lambda: self.screen.session.player.moment().position_s, "a position")

    async def saved(self, count: int) -> None:
        """Wait until there are so many notes and all of them are on the disk."""
        note_index = self.screen.session.note_index
        await self.until(
            lambda: len(note_index) == count and not note_index.pending, f"{count} notes"
        )

    async def note(self, text: str) -> None:
        """Take a note as a person would."""
        count = len(self.screen.session.note_index)
        await self.press("n")
        await self.type(text)
        await self.press("enter")
        await self.saved(count + 1)

    @property
    def says(self) -> str:
        """What the program tells."""
        return self.screen.note_editor.sentence

    @property
    def heading(self) -> str:
        """The line above the composer."""
        return self.text.splitlines()[self.screen.heading.region.y]

    @property
    def text(self) -> str:
        """The whole screen as text."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips(self.app.size)
        lines = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
        assert len(lines) == height
        assert width
        return "\n".join(lines)

    def on_disk(self) -> list[Note]:
        """The notes as another program reads them."""
        with Library(self._library_path) as library:
            return library.notes.of_hearing(self.screen.session.hearing.id)


StartProgram = Callable[..., AbstractAsyncContextManager[AppDriver]]


@pytest.fixture(scope="session")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tone(tmp_path_factory.mktemp("tone") / "hearing.flac", TONE_S)


@pytest.fixture(scope="session")
def halves(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A video of which the left half is red, the right one blue."""
    return str(make_halves(tmp_path_factory.mktemp("halves") / "hearing.mp4", 60))


@pytest.fixture(scope="session")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A video with the number of each frame in its picture."""
    return str(make_numbered_video(tmp_path_factory.mktemp("numbered") / "hearing.mp4", 60))


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def program(tone: Path, tmp_path: Path, library_path: Path) -> Iterator[StartProgram]:
    """Start the program; also more than once on the same library."""

    @asynccontextmanager
    async def start(
        what: str | None = str(tone),
        *,
        settings: Settings | None = None,
        size: tuple[int, int] = (80, 24),
        mpv: dict[str, str] | None = None,
        roster: Roster | None = None,
        opens: Callable[[Library, str], OpenRequest] = open_reference,
        mirror: str | None = None,
    ) -> AsyncIterator[AppDriver]:
        library = Library(library_path)
        themes, _ = load_themes(None)
        app = HearingnotesApp(
            AppConfig(
                library=library,
                settings=settings or Settings(),
                saved_state=SavedState.read(tmp_path / "remembered.toml"),
                themes=themes,
                player_options=PlayerOptions(False, 100.0, mpv or {"ao": "null"}),
                log_name="the log",
                roster=roster or Roster(),
                mirror=mirror_target(mirror) if mirror else None,
                opening=opens(library, what) if what else None,
            )
        )
        try:
            async with app.run_test(size=size) as pilot:
                driver = AppDriver(app, pilot, library_path)
                yield driver
        finally:  # FFmpeg's log goes to one libmpv of a process: none may be left behind
            end = app.finish_writing()
            end.close_player()
        driver.end = end
        assert driver.end.unsaved == []

    yield start


@pytest.fixture
def make_keymap() -> Callable[[dict[str, str]], Keymap]:
    return lambda overrides: Keymap(ACTIONS, overrides)

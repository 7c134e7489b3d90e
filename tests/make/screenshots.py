"""Makes the README's pictures: the program itself, at work on the demo hearing.

`python -m tests.make.screenshots` writes them into `docs/`.
"""

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from hearingnotes import demo
from hearingnotes.config.settings import Settings
from hearingnotes.config.state import SavedState
from hearingnotes.config.themes import load_themes
from hearingnotes.demo.scenes import SCENES, Scene
from hearingnotes.library.library import Library
from hearingnotes.player.state import Phase
from hearingnotes.services.open_hearing import OpenRequest, open_reference
from hearingnotes.session.media_loader import PlayerOptions
from hearingnotes.session.start import AppConfig
from hearingnotes.ui.app import HearingnotesApp
from hearingnotes.ui.hearing.screen import HearingScreen

DOCS = Path(__file__).parents[2] / "docs"
SIZE = (100, 30)
WAIT_S = 30.0

# A sound device that plays into nothing, in time; without one the pictures would say so.
SOUND = {"ao": "sdl"}
SOUND_DRIVER = {"SDL_AUDIODRIVER": "dummy"}
_WEB_FONT = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_RUN_ID = re.compile(r"terminal-\d+")


def main(folder: Path = DOCS) -> None:
    """Write every picture into `folder`."""
    os.environ.update(SOUND_DRIVER)
    for name, svg in take_pictures().items():
        (folder / f"{name}.svg").write_text(tidy(svg), encoding="utf-8", newline="\n")


def tidy(svg: str) -> str:
    """A picture that is the same in every run, without fonts from elsewhere, its spaces kept."""
    svg = _RUN_ID.sub("terminal", _WEB_FONT.sub("", svg))
    return svg.replace("<svg ", '<svg xml:space="preserve" ', 1)


def take_pictures() -> dict[str, str]:
    """The pictures as Textual draws them, by their names."""
    pictures: dict[str, str] = {}

    async def work(pilot: Pilot[Any]) -> None:
        try:
            pictures.update(await _Reporter(pilot).work())
        finally:
            await pilot.press("ctrl+q")

    with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / "library.db") as library:
        app = HearingnotesApp(_start(library, Path(folder)))
        app.run(headless=True, size=SIZE, auto_pilot=work)
        app.finish_writing().close_player()
    if app.return_code:
        sys.exit(f"The program stopped with exit code {app.return_code}; no picture was made.")
    return pictures


def _start(library: Library, folder: Path) -> AppConfig:
    return AppConfig(
        library=library,
        settings=Settings(),
        saved_state=SavedState.read(folder / "remembered.toml"),
        themes=load_themes(None)[0],
        player_options=PlayerOptions(False, 100.0, SOUND),
        log_name="the log",
        opening=_opening(library),
    )


def _opening(library: Library) -> OpenRequest:
    opening = open_reference(library, str(demo.audio_path()))
    hearing = replace(
        opening.hearing,
        title=demo.HEARING_TITLE,
        body=demo.HEARING_BODY,
        date=demo.HEARING_DATE,
    )
    return replace(opening, hearing=hearing, provisional=False)


class _Reporter:
    """Takes the demo's notes by its keys.

    The hearing is held at each scene and goes on before a picture: so the seconds are the same
    on every machine.
    """

    def __init__(self, pilot: Pilot[Any]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, HearingScreen)
        self._pilot, self._screen = pilot, screen

    async def work(self) -> dict[str, str]:
        """While the last note is written, and when it is saved, in another theme."""
        await self._until(lambda: self._screen.session.player.state.phase is Phase.PLAYING)
        await self._pilot.press("space")
        *finished, last = SCENES
        for scene in finished:
            await self._write(scene)
            await self._save()
        await self._write(last)
        await self._pilot.press("ctrl+t")
        writing = await self._picture(last.second_s + 1)
        await self._save()
        self._pilot.app.theme = "day"
        await self._pilot.press(*"kkk*kv")
        return {"writing": writing, "watching": await self._picture(last.second_s + 3)}

    async def _write(self, scene: Scene) -> None:
        """Go to the middle of the scene's second, press the key, type its text."""
        middle_s = int(scene.second_s) + 0.5
        await self._pilot.press("g", *f"{middle_s}", "enter")
        await self._until(lambda: abs(self._position_s - middle_s) < 0.2)
        await self._pilot.press("n")
        for letter in scene.note:
            self._pilot.app.post_message(events.Key(_character_to_key(letter), letter))
        await self._pilot.pause()

    async def _save(self) -> None:
        note_index = self._screen.session.note_index
        before = len(note_index)
        await self._pilot.press("enter")
        await self._until(lambda: len(note_index) > before and not note_index.pending)

    async def _picture(self, second_s: float) -> str:
        """The screen as it is when its clock has come to this second."""
        clock = f" {int(second_s) // 60}:{int(second_s) % 60:02} / "
        await self._until(lambda: clock in self._screen.transport.render_line(0).text)
        return self._pilot.app.export_screenshot(title="hearingnotes")

    @property
    def _position_s(self) -> float:
        return self._screen.session.player.moment().position_s or 0.0

    async def _until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(WAIT_S):
            while not holds():
                await asyncio.sleep(0.01)


if __name__ == "__main__":
    main()

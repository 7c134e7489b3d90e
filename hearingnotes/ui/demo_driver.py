"""The demo: drives the program by key events, to show a newcomer the whole job."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from hearingnotes.demo.scenes import SCENES, Scene
from hearingnotes.model.timecode import format_time
from hearingnotes.player.state import Phase
from hearingnotes.session.start import AppConfig, ExitReport
from hearingnotes.ui.action import Mode
from hearingnotes.ui.app import HearingnotesApp
from hearingnotes.ui.hearing.screen import HearingScreen
from hearingnotes.ui.textual_private import character_to_key

log = logging.getLogger(__name__)

LEAD_IN_S = 2.0
PATIENCE_S = 30.0


class DemoDriver:
    """Plays the scenes of the demo on the real screen; `error` says why it ended early."""

    def __init__(self, start: AppConfig, article_path: Path, *, hurried: bool) -> None:
        # The driver presses the default keys; the person may have others.
        self._start = replace(start, settings=replace(start.settings, keys={}, capture="key"))
        self._article_path = article_path
        self._hurried = hurried
        self.error = ""

    def run(self, *, headless: bool) -> ExitReport:
        """Run the demo to its end and return the exit report."""
        app = HearingnotesApp(self._start)
        size = (100, 30) if headless else None
        try:
            app.run(headless=headless, size=size, auto_pilot=self._play)
        finally:
            end = app.finish_writing()
        return end

    async def _play(self, pilot: Pilot[Any]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, HearingScreen)
        try:
            await self._wait_until_playing(screen)
            for scene in SCENES:
                await self._note(pilot, screen, scene)
            await self._export(pilot, screen)
        except TimeoutError:
            error = screen.playback.error or screen.note_editor.sentence
            self.error = error or "the recording did not play."
        await pilot.press("ctrl+q")

    async def _wait_until_playing(self, screen: HearingScreen) -> None:
        """Wait until the recording plays; raise TimeoutError where it does not."""
        playback, session = screen.playback, screen.session
        await self._until(lambda: playback.error or session.player.state.phase is Phase.PLAYING)
        if playback.error:
            raise TimeoutError

    async def _note(self, pilot: Pilot[Any], screen: HearingScreen, scene: Scene) -> None:
        """Seek to a little before the scene, wait, press the key, type, save."""
        session, note_index = screen.session, screen.session.note_index
        lead_in_s = 0.3 if self._hurried else LEAD_IN_S
        await pilot.press("g")
        await self._type(pilot, f"{scene.second_s - lead_in_s:.1f}")
        await pilot.press("enter")
        await self._until(lambda: (session.second_s() or 0.0) >= scene.second_s)
        await pilot.press("n")
        await self._until(lambda: screen.mode is Mode.WRITING)
        await self._type(pilot, scene.note)
        before = len(note_index)
        await pilot.press("enter")
        await self._until(lambda: len(note_index) > before and not note_index.pending)
        screen.show_message(f"Saved at {format_time(scene.second_s)}.")
        await self._wait(1.0)

    async def _export(self, pilot: Pilot[Any], screen: HearingScreen) -> None:
        """Press x, type a file name, press Enter."""
        await pilot.press("x")
        await self._until(lambda: getattr(pilot.app.focused, "id", None) == "file")
        await self._wait(1.0)
        await pilot.press("ctrl+u")
        await self._type(pilot, str(self._article_path))
        await pilot.press("enter")
        await self._until(self._article_path.exists)
        await self._wait(2.0)

    async def _type(self, pilot: Pilot[Any], text: str) -> None:
        for character in text:
            pilot.app.post_message(events.Key(character_to_key(character), character))
            await self._wait(0.03)
        await pilot.pause()

    async def _wait(self, seconds: float) -> None:
        if not self._hurried:
            await asyncio.sleep(seconds)

    async def _until(self, holds: Callable[[], object]) -> None:
        """Wait until `holds` returns something true; raise TimeoutError if it does not in time."""
        async with asyncio.timeout(PATIENCE_S):
            while not holds():
                await asyncio.sleep(0.02)

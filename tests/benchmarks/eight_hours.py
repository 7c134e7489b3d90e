"""The program through a broadcast of eight hours, as fast as it goes: `… LIBRARY NOTES`.

Prints how many MB the process holds, once for each hour. All is real but the player, which has no
libmpv behind it: what it holds besides is libmpv's own, and its cache grows with what was heard.
"""

import asyncio
import gc
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from hearingnotes.config.settings import Settings
from hearingnotes.config.state import SavedState
from hearingnotes.config.themes import load_themes
from hearingnotes.library.library import Library
from hearingnotes.media.medium import Medium
from hearingnotes.model.hearing import LiveStatus, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.player.live_tracker import LiveTracker
from hearingnotes.player.position_poller import POLL_EVERY_S
from hearingnotes.player.protocol import LiveStart, SeekWindow
from hearingnotes.player.state import PlayerState
from hearingnotes.player.wall_clock import WallClock
from hearingnotes.services.open_hearing import open_in_person
from hearingnotes.session.live_follower import LiveFollower
from hearingnotes.session.media_loader import PlayerOptions
from hearingnotes.session.start import AppConfig
from hearingnotes.ui.app import HearingnotesApp
from hearingnotes.ui.hearing.screen import HearingScreen
from tests.benchmarks.measure import resident_mb

HOURS, HOUR_S = 8, 3600
SEGMENT_S = 5
TICKS_AT_ONCE = 40
MEDIUM = Medium("https://x/id/KEY.1/", title="Budget hearing", live_status=LiveStatus.LIVE)


class Simulated(WallClock):
    """Plays a broadcast without sound, and faster."""

    def __init__(self) -> None:
        super().__init__()
        self.state = PlayerState(loaded=True, start_pts=0.0, frame_s=0.04)
        self.at_s = 0.0
        self._began = datetime.now(UTC)
        self._watch = LiveTracker("R1", lambda: self.at_s)
        self._watch.load(LiveStart(self._began))
        self._open(0)
        self._watch.join(0.0)

    def go_on(self) -> None:
        """A beat."""
        self.at_s += POLL_EVERY_S
        self._watch.on_position(self.at_s, self.at_s)
        if self.at_s % SEGMENT_S == 0:
            self._open(int(self.at_s) // SEGMENT_S)

    def _open(self, sq: int) -> None:
        url = f"https://x/id/KEY.1/sq/{sq}/dur/{SEGMENT_S}.000/seg.ts"
        self._watch.on_log_line(f"Opening '{url}' for reading")

    def moment(self) -> Moment:
        """As that of a stream."""
        utc = self._began + timedelta(seconds=self.at_s)
        live = self._watch.evidence(self.at_s)
        return Moment(utc, "R1", self.at_s, 0.0, 0.04, live=live)

    def reach(self) -> SeekWindow:
        """All that was heard."""
        return SeekWindow(self.at_s, 8.0, 1.0, float(SEGMENT_S))


async def follow(app: HearingnotesApp, pilot: Pilot[None], notes: int) -> None:
    """Eight hours of it."""
    screen = app.hearing_screen
    assert screen is not None
    await pilot.pause(0.5)
    session, player = screen.session, Simulated()
    session.player = player
    session.set_hearing(
        session.hearing, (Recording("R1", session.hearing.id, "youtube", "KEY", "https://x"),)
    )
    screen.playback.follower = LiveFollower(MEDIUM, 0.0)
    taken = 0
    for hour in range(HOURS):
        for tick in range(round(HOUR_S / POLL_EVERY_S)):
            player.go_on()
            screen.tick()
            if tick % TICKS_AT_ONCE == 0:
                await asyncio.sleep(0)
            if player.at_s >= (taken + 1) * HOURS * HOUR_S / notes:
                taken += 1
                await _note(app, screen, f"note {taken}: the chair asks about costs & fees")
        while session.note_index.pending:
            await pilot.pause(0.01)
        gc.collect()
        print(hour + 1, len(session.note_index), f"{resident_mb(os.getpid()):.2f}", flush=True)


async def _note(app: HearingnotesApp, screen: HearingScreen, text: str) -> None:
    count = len(screen.session.note_index)
    for key in ("n", *text, "enter"):
        app.post_message(events.Key({" ": "space"}.get(key, key), key if len(key) == 1 else None))
    while len(screen.session.note_index) == count:
        await asyncio.sleep(0.001)


async def main(path: Path, notes: int) -> None:
    """Open it, and follow."""
    library = Library(path)
    start = AppConfig(
        library=library,
        settings=Settings(),
        saved_state=SavedState.read(path.with_suffix(".toml")),
        themes=load_themes(None)[0],
        player_options=PlayerOptions(False, 100.0, {}),
        log_name="the log",
        opening=open_in_person(library, "Budget hearing"),
    )
    app = HearingnotesApp(start)
    async with app.run_test(size=(80, 24)) as pilot:
        await follow(app, pilot, notes)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))

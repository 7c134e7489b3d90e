"""Actions of playback: pausing, seeking, speed and volume."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hearingnotes.errors import HearingnotesError, UsageError
from hearingnotes.model.links import read_link
from hearingnotes.model.timecode import parse_time
from hearingnotes.model.wall_clock import is_time_of_day
from hearingnotes.player.state import Phase
from hearingnotes.services.local_files import file_reference
from hearingnotes.services.references import at_time_of_day
from hearingnotes.session.playback import AT_THE_END
from hearingnotes.ui.action import ANY, Action, Mode
from hearingnotes.ui.widgets.prompt import PromptRequest

if TYPE_CHECKING:
    from hearingnotes.ui.hearing.screen import HearingScreen

SPEEDS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0)
VOLUME_STEP = 5
LOUDEST = 130


def pause(screen: HearingScreen) -> None:
    """Pause, or play on."""
    if _is_silent(screen):
        return
    if screen.session.player.state.phase is Phase.ENDED:
        screen.show_with_keys(AT_THE_END)
        return
    screen.session.player.set_paused(not screen.session.player.state.paused)


def seek(seconds: float, screen: HearingScreen) -> None:
    """Seek by so many seconds, back where negative."""
    if not _is_silent(screen):
        screen.session.player.seek_by(seconds)


def change_speed(step: int, screen: HearingScreen) -> None:
    """Set the next speed up (1) or down (-1); the pitch stays."""
    player = screen.session.player
    now = player.state.speed
    others = [speed for speed in SPEEDS if (speed - now) * step > 1e-6]
    if others:
        player.set_speed(others[0] if step > 0 else others[-1])


def normal_speed(screen: HearingScreen) -> None:
    """Set the normal speed."""
    screen.session.player.set_speed(1.0)


def change_volume(step: int, screen: HearingScreen) -> None:
    """Change the volume by so many percent, and save the choice."""
    player = screen.session.player
    volume = max(0, min(LOUDEST, player.state.volume + step))
    player.set_volume(volume)
    screen.program.save_choices(volume=float(volume))


def mute(screen: HearingScreen) -> None:
    """Turn the sound off, or on again."""
    screen.session.player.set_muted(not screen.session.player.state.muted)


def go_to(screen: HearingScreen) -> None:
    """Ask for a time and seek to it."""
    if _is_silent(screen):
        return
    label = "Go to (1:23:45, 90s, 6:05 PM, or a link with a time)"
    screen.ask(PromptRequest(label, partial(_go_to, screen)))


def _go_to(screen: HearingScreen, text: str) -> str:
    second_s = parse_time(text)
    if second_s is None:
        second_s = _time_of_link(text)
    if second_s is None and is_time_of_day(text):
        session = screen.session
        on = session.player.recent().recording_id
        try:
            found = at_time_of_day(text, session.timeline, session.hearing.day, on)
        except UsageError as error:
            return str(error).removesuffix(".")
        second_s = found.second_s if found is not None else None
    if second_s is None:
        return f"{text} is not a time; type it as 1:23:45, 90s or 1h2m3s"
    screen.session.go_to(second_s)
    return ""


def _time_of_link(text: str) -> float | None:
    try:
        link = file_reference(text) or read_link(text)
    except HearingnotesError:
        return None
    return link.second_s if link is not None else None


def to_edge(screen: HearingScreen) -> None:
    """Seek to the live edge."""
    if _is_silent(screen):
        return
    sentence = screen.playback.seek_to_live_edge()
    if sentence:
        screen.show_message(sentence)


def retry(screen: HearingScreen) -> None:
    """Open the recording again where it stopped."""
    screen.reopen()


def _is_silent(screen: HearingScreen) -> bool:
    """Return whether there is nothing to seek in, and say so."""
    phase = screen.session.player.state.phase
    if phase is Phase.ROOM:
        screen.show_message("In the room nothing plays; notes get the time of day.")
        return True
    if phase is Phase.FAILED and screen.playback.follower is None:
        screen.show_with_keys("Nothing plays; {retry} tries again, and notes get the time of day.")
        return True
    return False


ACTIONS = (
    Action("pause", "Pause, or play on", ("space",), pause, footer="pause", rank=3),
    Action(
        "pause_writing",
        "Pause, or play on, while writing",
        ("ctrl+t", "f4"),
        pause,
        (Mode.WRITING,),
        footer="pause",
        rank=4,
    ),
    Action("back_5", "Back 5 seconds", ("left",), partial(seek, -5.0), footer="−5s", rank=4),
    Action("on_5", "On 5 seconds", ("right",), partial(seek, 5.0), footer="+5s", rank=5),
    Action("back_30", "Back 30 seconds", ("shift+left",), partial(seek, -30.0)),
    Action("on_30", "On 30 seconds", ("shift+right",), partial(seek, 30.0)),
    Action(
        "back_writing",
        "Back 5 seconds while writing",
        ("ctrl+r", "f2"),
        partial(seek, -5.0),
        (Mode.WRITING,),
        footer="−5s",
        rank=5,
    ),
    Action(
        "on_writing",
        "On 5 seconds while writing",
        ("ctrl+f", "f3"),
        partial(seek, 5.0),
        (Mode.WRITING,),
        footer="+5s",
        rank=6,
    ),
    Action("slower", "Slower", ("<",), partial(change_speed, -1)),
    Action("faster", "Faster", (">",), partial(change_speed, 1)),
    Action("normal_speed", "Normal speed", ("=",), normal_speed),
    Action("softer", "Softer", ("-",), partial(change_volume, -VOLUME_STEP)),
    Action("louder", "Louder", ("+",), partial(change_volume, VOLUME_STEP)),
    Action("mute", "Sound off, or on", ("0",), mute),
    Action("go_to", "Go to a time", ("g",), go_to, footer="go to", rank=12),
    Action("to_edge", "To the live edge", ("L",), to_edge),
    Action("retry", "Open the recording again", ("f5",), retry, ANY),
)

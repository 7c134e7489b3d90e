"""The text of the transport bar. Pure."""

from dataclasses import dataclass
from datetime import datetime

from hearingnotes.model.hearing import LiveStatus
from hearingnotes.model.labels import margin, rung, second
from hearingnotes.model.timecode import format_time
from hearingnotes.model.timeline import Place
from hearingnotes.player.protocol import SeekWindow
from hearingnotes.player.state import Phase, PlayerState
from hearingnotes.session.live_follower import AT_EDGE_S, BroadcastPhase, LiveFollower
from hearingnotes.ui.hearing.timeline_strip import StripSpan

_SIGNS = {
    Phase.ROOM: "○",
    Phase.LOADING: "…",
    Phase.PLAYING: "▶",
    Phase.PAUSED: "‖",
    Phase.BUFFERING: "…",
    Phase.ENDED: "■",
    Phase.FAILED: "✗",
}


_OVER = {
    BroadcastPhase.ENDED: "the broadcast has ended",
    BroadcastPhase.ARCHIVE: "{retry} opens the finished video",
    BroadcastPhase.GONE: "it can't be had any more",
}
_ALL_BY_CLOCK = {
    BroadcastPhase.ON_AIR,
    BroadcastPhase.LOST,
    BroadcastPhase.ARCHIVE,
    BroadcastPhase.GONE,
}


@dataclass(frozen=True, slots=True)
class Status:
    """The phase in a word, further parts, most important first, and the span of the strip."""

    phase: str
    parts: tuple[str, ...]
    span: StripSpan = StripSpan(0.0)


def status(
    state: PlayerState,
    place: Place | None,
    reach: SeekWindow | None,
    follower: LiveFollower | None,
    now_s: float,
    utc: datetime,
) -> Status:
    """Return the status of what plays, or of what is waited for.

    In its words, ids of actions in braces stand for keys.
    """
    is_silent = reach is None and (follower is None or follower.phase in _ALL_BY_CLOCK)
    if state.phase is Phase.ROOM or (state.phase is Phase.FAILED and is_silent):
        at = utc.astimezone().strftime("%H:%M:%S")
        what = f"{_SIGNS[state.phase]} {state.phase.value}"
        return Status(what, (at, _describe_follower(follower, now_s), "notes get the time of day"))
    if follower is None:
        return _of_recording(state, place)
    phase = _live_phase(state, reach, follower)
    parts = _live_parts(state, place, reach, follower, now_s, utc)
    if reach is None or not state.loaded:
        return Status(phase, parts)
    return Status(phase, parts, _of_broadcast(place, reach))


def _describe_follower(follower: LiveFollower | None, now_s: float) -> str:
    if follower is None:
        return ""
    if follower.phase is BroadcastPhase.LOST:
        return f"asking again in {follower.pause_s(now_s):.0f} s"
    return _OVER.get(follower.phase, "")


def _of_broadcast(place: Place | None, reach: SeekWindow) -> StripSpan:
    """Return the span of all that was broadcast; of what can be played, where its second is
    unknown."""
    here_s = place.second_s if place is not None else reach.back_s
    seekable = here_s - reach.back_s, here_s + reach.behind_s
    return StripSpan(seekable[1], here_s, (max(0.0, seekable[0]), seekable[1]))


def _of_recording(state: PlayerState, place: Place | None) -> Status:
    here = format_time(place.second_s) if place is not None else "–:––"
    length = f" / {format_time(state.duration_s)}" if state.duration_s else ""
    span = StripSpan(state.duration_s or 0.0, place.second_s if place is not None else None)
    parts = f"{here}{length}", f"speed {state.speed:g}×", _sound(state)
    return Status(f"{_SIGNS[state.phase]} {state.phase.value}", parts, span)


def _live_phase(state: PlayerState, reach: SeekWindow | None, follower: LiveFollower) -> str:
    if follower.phase is BroadcastPhase.WAITING:
        return "… waiting"
    if follower.phase in _OVER and state.phase not in {Phase.PLAYING, Phase.PAUSED}:
        return "■ has ended"
    if follower.phase is BroadcastPhase.LOST:
        return "✗ lost"
    if state.phase is Phase.PLAYING:
        is_live = reach is not None and reach.behind_s < AT_EDGE_S
        return "● live" if is_live and follower.phase is BroadcastPhase.ON_AIR else "▶ behind"
    return f"{_SIGNS[state.phase]} {state.phase.value}"


def _live_parts(
    state: PlayerState,
    place: Place | None,
    reach: SeekWindow | None,
    follower: LiveFollower,
    now_s: float,
    utc: datetime,
) -> tuple[str, ...]:
    if follower.phase is BroadcastPhase.WAITING:
        return (_waiting(follower, utc),)
    here, how = _here(state, place), rung(place) if place is not None else ""
    if follower.phase in _OVER:
        parts = [here, _OVER[follower.phase], how]
    elif follower.is_quiet:
        parts = [here, f"no new sound, asking again in {follower.pause_s(now_s):.0f} s", how]
    elif reach is not None and state.loaded:
        parts = [f"{here} {how}".rstrip(), f"live −{_short(reach.behind_s)}"]
    else:
        parts = [f"{here} {how}".rstrip()]
    if state.speed != 1:
        parts.append(f"speed {state.speed:g}×")
    parts.append(_sound(state))
    if reach is not None and state.loaded:
        parts.append(f"back −{_short(reach.back_s)}")
    return tuple(parts)


def _here(state: PlayerState, place: Place | None) -> str:
    if place is None:
        return "place unknown ({anchor_now})" if state.loaded else "–:––"
    return f"{second(place)} {margin(place)}"


def _waiting(follower: LiveFollower, utc: datetime) -> str:
    if follower.medium.live_status is not LiveStatus.UPCOMING:
        return "for the broadcast"
    begins_utc = follower.medium.release_utc
    if begins_utc is None:
        return "for the broadcast; when it begins is not said"
    at = begins_utc.astimezone().strftime("%H:%M")
    until_s = (begins_utc - utc).total_seconds()
    if until_s > 0:
        return f"begins in {format_time(until_s)} (at {at}); notes can be taken"
    return f"announced for {at}, late by {format_time(-until_s)}; notes can be taken"


def _short(seconds: float) -> str:
    return format_time(max(0.0, seconds))


def _sound(state: PlayerState) -> str:
    if state.silent:
        return "no sound device"
    return "sound off" if state.muted else f"volume {state.volume:.0f}%"

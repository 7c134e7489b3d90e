"""A player on libmpv. The only module besides `libmpv` that talks to python-mpv."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from hearingnotes.model.frame import STILL_LENGTH, Frame, Still, within
from hearingnotes.model.moment import Moment
from hearingnotes.player.errors import NOTHING_READ, describe_failure
from hearingnotes.player.frame_renderer import Draw, FrameRenderer, FrameRequest, OnFrame, Size
from hearingnotes.player.gate import Gate
from hearingnotes.player.libmpv import Options, _import_mpv, _start
from hearingnotes.player.live_tracker import LiveTracker
from hearingnotes.player.position_poller import PolledPosition, PositionPoller
from hearingnotes.player.protocol import LiveStart, Player, SeekWindow
from hearingnotes.player.seek_queue import SeekQueue
from hearingnotes.player.state import OBSERVED, PlayerState, reduce

log = logging.getLogger(__name__)

EDGE_MARGIN_S = 3.0
EDGES_EVERY_S = 0.9
NOTHING_S = 0.5
SHORT_S = 5.0

_OPTIONS: dict[str, str] = {
    "ytdl": "no",  # media/ finds the address; mpv's own hook would change what time-pos means
    "rebase-start-time": "no",  # time-pos stays the medium's own count
    "config": "no",
    "idle": "yes",
    "keep-open": "yes",
    # The person can seek back to all that was played of a stream: nine hours of speech are 500 MB.
    "demuxer-max-back-bytes": "1GiB",
    "demuxer-max-bytes": "512MiB",
    "cache": "yes",
    "hr-seek": "yes",
    # In a recess a stream stands still; FFmpeg would give it up after some minutes.
    "demuxer-lavf-o": "max_reload=1000000,m3u8_hold_counters=1000000",
    "audio-fallback-to-null": "yes",
    "input-default-bindings": "no",
    "input-terminal": "no",
    "terminal": "no",
    "load-scripts": "no",
    "audio-display": "no",  # a cover is no picture of the hearing
    "audio-client-name": "hearingnotes",
}
# Captions are shown beside the picture; in stills they would be in the way.
_WITHOUT_WINDOW = {"vid": "no", "vo": "libmpv", "sid": "no", "sub-auto": "no"}
_WITH_WINDOW = {"force-window": "yes", "title": "hearingnotes"}


class Cache(NamedTuple):
    """mpv's cache of a stream.

    `edges` are the positions between which it can seek without the network. `is_full` says that it
    has read ahead as far as it may.
    """

    edges: tuple[float, float] | None
    is_full: bool

    @property
    def newest_pts(self) -> float | None:
        """The position of the newest packet received; None while mpv does not read on."""
        return self.edges[1] if self.edges is not None and not self.is_full else None


NO_CACHE = Cache(None, False)


class MpvPlayer(Player):
    """A `Player` on libmpv.

    Commands are sent without waiting for them. A position is read at the call itself, on a thread
    of its own: when mpv does not answer at once, the last known position is used with its age.
    """

    def __init__(
        self,
        on_change: Callable[[], None],
        *,
        on_frame: Callable[[Frame], None] | None = None,
        with_window: bool = False,
        volume: float = 100.0,
        options: Options | None = None,
    ) -> None:
        """Start libmpv; raises HearingnotesError.

        `on_change` and `on_frame`, which gets the picture, are called on threads of the player and
        must not wait. Those of the person's `options` that mpv refuses are `left_out`.
        """
        module = _import_mpv()
        self._on_change = on_change
        self.state = PlayerState(volume=volume)
        self._lock = threading.Lock()
        self._recording_id: str | None = None
        self._requested_id = ""
        self._is_pause_requested = False
        self._complaints: list[str] = []
        self._failed_with: int | None = None
        self._closed = threading.Event()
        self._gate = Gate()
        self._live_tracker: LiveTracker | None = None
        self._cache = NO_CACHE
        self._edges_at_s = 0.0
        self._seeks = SeekQueue(self._seek)
        kind = _WITH_WINDOW if with_window else _WITHOUT_WINDOW
        usual = {**_OPTIONS, **kind, "volume": str(volume)}
        logging_options = {"log_handler": self._on_log, "loglevel": "warn"}
        self._mpv, self.left_out = _start(module, usual, options or {}, **logging_options)
        self._end_file = module.MpvEventID.END_FILE
        self._start_file = module.MpvEventID.START_FILE
        self._file_loaded = module.MpvEventID.FILE_LOADED
        self._playback_restart = module.MpvEventID.PLAYBACK_RESTART
        self._shut_down = module.MpvEventID.SHUTDOWN
        draws = not with_window and "vo" not in (options or {})
        self._renderer = _renderer(module, self._mpv, on_frame or _ignore_frame) if draws else None
        self.can_draw = self._renderer is not None
        self._is_opening = self._decodes = False
        self._mpv.register_event_callback(self._on_event)
        for name in OBSERVED:
            self._mpv.observe_property(name, self._on_property)
        self._poller = PositionPoller(self._read_position, self._on_poll)

    def moment(self) -> Moment:
        """Return the evidence of this very instant."""
        if not self.state.loaded or self.state.failure:
            return Moment(datetime.now(UTC))
        return self._moment_at(*self._poller.now())

    def recent(self) -> Moment:
        """Return evidence at most a quarter of a second old, without asking mpv."""
        if not self.state.loaded or self.state.failure:
            return Moment(datetime.now(UTC))
        return self._moment_at(self._poller.latest.position_pts, 0.0)

    def _moment_at(self, position_pts: float | None, stale_s: float) -> Moment:
        live = self._live_tracker.evidence(position_pts) if self._live_tracker is not None else None
        is_unknown_yet = self._live_tracker is not None and live is None
        if position_pts is None or is_unknown_yet:
            return Moment(datetime.now(UTC))
        return Moment(
            utc=datetime.now(UTC),
            recording_id=self._recording_id,
            position_s=position_pts,
            start_s=self.state.start_pts,
            frame_s=self.state.frame_s,
            stale_s=stale_s,
            live=live,
        )

    def reach(self) -> SeekWindow | None:
        """Return how far the player can seek in a live stream; None for any other recording."""
        tracker, latest_pts, cache = (
            self._live_tracker,
            self._poller.latest.position_pts,
            self._cache,
        )
        if tracker is None:
            return None
        back_s = behind_s = 0.0
        if cache.edges is not None and latest_pts is not None:
            oldest_pts, newest_pts = tracker.within_epoch(latest_pts, cache.edges)
            back_s, behind_s = max(0.0, latest_pts - oldest_pts), max(0.0, newest_pts - latest_pts)
        newest = tracker.newest
        sq = newest.sq if newest is not None else None
        return SeekWindow(back_s, behind_s, tracker.quiet_s, tracker.segment_s, sq, cache.is_full)

    def load(
        self,
        url: str,
        recording_id: str,
        *,
        at_s: float = 0.0,
        audio_url: str | None = None,
        headers: Mapping[str, str] | None = None,
        live: LiveStart | None = None,
    ) -> None:
        """Open a recording at second `at_s`, or a live one at its edge; the player stays paused or
        not."""
        self._requested_id, self._recording_id = recording_id, None
        self._complaints, self._failed_with = [], None
        self._seeks.clear()
        self._track_stream(recording_id, live)
        self._change(loaded=False, failure="", ended=False)
        # As options of loadfile these would be cut at their commas.
        fields = [f"{name}: {value}" for name, value in (headers or {}).items()]
        self._set_list("http-header-fields", fields)
        self._set_list("audio-files", [audio_url] if audio_url else [])
        # With a plus, mpv counts from the first packet, whatever its position.
        self._set("start", f"+{at_s:.3f}" if at_s > 0 else "none")
        self._is_opening = False
        self._select_track()
        self._is_opening = True
        self._command("loadfile", url, "replace")

    def _track_stream(self, recording_id: str, live_start: LiveStart | None) -> None:
        self._cache = NO_CACHE
        if live_start is None:
            self._live_tracker = None
            return
        if self._live_tracker is None or self._live_tracker.recording_id != recording_id:
            self._live_tracker = LiveTracker(recording_id, self._read_cached_to)
        self._live_tracker.load(live_start)
        # mpv logs the segments that it opens only at this level.
        self._call(self._mpv.set_loglevel, "v")

    def request_frames(self, request: FrameRequest | None) -> None:
        """Decode the picture as well and draw frames as requested; None stops that."""
        if self._renderer is not None and not self._closed.is_set():
            self._renderer.set_request(request)
            self._select_track()

    def _select_track(self) -> None:
        """Select the picture's track while frames are requested.

        Not while a recording is being opened: mpv then sometimes waits forever.
        """
        decodes = self._renderer is not None and self._renderer.has_request
        if self._is_opening or decodes == self._decodes:
            return
        self._decodes = decodes
        self._set("vid", "auto" if decodes else "no")
        if decodes and self.state.loaded and self._live_tracker is None:
            # Without a seek, mpv sometimes finds no picture once all of the sound was read.
            self._command("seek", "0", "relative+exact")

    def still(self, take: Callable[[Still | None], None]) -> None:
        """Pass the current frame to `take` on a thread of the player; None where there is none."""
        size = self.state.picture_size
        if self._renderer is None or size is None or not self.state.loaded:
            take(None)
        else:
            drawn = within(STILL_LENGTH, size)
            self._renderer.submit(lambda draw: take(self._still(draw, drawn)))

    def _still(self, draw: Draw, size: Size) -> Still | None:
        # While mpv seeks, its position is the target, its picture that of before.
        try:
            was_seeking = self._is_seeking()
            frame, position_pts = draw(size), self._poller.now()[0]
            return Still(frame, None if was_seeking or self._is_seeking() else position_pts)
        except Exception:  # python-mpv raises any exception once the core has ended
            log.exception("no still")
            return None

    def _is_seeking(self) -> bool:
        return bool(self._get("seeking"))

    def set_paused(self, paused: bool) -> None:
        """Pause or resume playback."""
        self._is_pause_requested = paused
        self._change(paused=paused)  # before mpv says so: the next key may come sooner
        self._set("pause", "yes" if paused else "no")

    def seek_by(self, seconds: float) -> None:
        """Seek by so many seconds, from the target of a seek that is under way."""
        here_pts = self._seeks.target_pts
        if here_pts is None:
            here_pts, _ = self._poller.now()
        if here_pts is not None:
            self._seek_within_cache(here_pts, here_pts + seconds)

    def seek_from(self, moment: Moment, seconds: float) -> None:
        """Seek to so many seconds after a moment of the current recording."""
        if moment.position_s is not None:
            self._seek_within_cache(moment.position_s, moment.position_s + seconds)

    def _seek_within_cache(self, here_pts: float, target_pts: float) -> None:
        """Seek, in a live stream only within the cache: mpv would not move at all beyond it."""
        edges = self._cache.edges
        if self._live_tracker is not None and edges is not None:
            newest_pts = max(here_pts, edges[1] - self._edge_margin_s())
            target_pts = min(max(edges[0], target_pts), newest_pts)
        if target_pts != here_pts:
            self._seeks.seek_to(target_pts)

    def seek_to(self, second_s: float) -> None:
        """Seek to a second of the recording."""
        self._seeks.seek_to(second_s + (self.state.start_pts or 0.0))

    def seek_to_edge(self) -> None:
        """Seek to the edge of a live stream."""
        edges = self._cache.edges
        if edges is not None and self._live_tracker is not None:
            edge_pts = edges[1] - self._edge_margin_s()
            self._seeks.seek_to(max(edges[0], edge_pts))

    def _edge_margin_s(self) -> float:
        """Return the seconds behind the newest packet from which playback does not stall."""
        segment_s = self._live_tracker.segment_s if self._live_tracker is not None else None
        return max(EDGE_MARGIN_S, segment_s or 0.0)

    def loop(self, begin_s: float | None, end_s: float | None) -> None:
        """Repeat the part between two seconds, starting with the first; None stops that."""
        start_pts = self.state.start_pts or 0.0
        for name, second_s in (("ab-loop-a", begin_s), ("ab-loop-b", end_s)):
            self._set(name, "no" if second_s is None else f"{start_pts + second_s:.3f}")
        if begin_s is not None:
            self.seek_to(begin_s)

    def _seek(self, position_pts: float) -> None:
        if self._live_tracker is not None:
            self._live_tracker.seek()
        self._command("seek", f"{position_pts:.3f}", "absolute+exact")

    def set_speed(self, speed: float) -> None:
        """Set the speed; 1 is as spoken. mpv keeps the pitch."""
        self._change(speed=speed)
        self._set("speed", f"{speed:g}")

    def set_volume(self, volume: float) -> None:
        """Set the volume in percent."""
        self._change(volume=volume)
        self._set("volume", f"{volume:g}")

    def set_muted(self, muted: bool) -> None:
        """Mute or unmute the sound."""
        self._change(muted=muted)
        self._set("mute", "yes" if muted else "no")

    def close(self) -> None:
        """Stop for good. mpv itself is ended on a thread of its own, since it may hang."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._gate.close()
        self._poller.stop()
        threading.Thread(target=self._terminate, name="mpv-end", daemon=True).start()

    def _terminate(self) -> None:
        self._poller.join()
        if self._renderer is not None:
            self._renderer.stop()
        # python-mpv's own thread keeps calling until it has ended, with handles freed by then.
        self._gate.wait_until_empty()
        self._mpv.terminate()

    def _set(self, name: str, value: str) -> None:
        self._command("set", name, value)

    def _set_list(self, name: str, values: list[str]) -> None:
        self._call(self._mpv._set_property, name, values)

    def _command(self, *arguments: str) -> None:
        self._call(self._mpv.command_async, *arguments)

    def _get(self, name: str) -> Any:
        """Return a property of mpv; None where there is none, and once the player is closed or has
        ended."""
        return self._call(self._mpv._get_property, name)

    def _call(self, function: Callable[..., Any], *arguments: object) -> Any:
        """Return what mpv returns; None where it fails, and once the player is closed or has
        ended."""
        try:
            return self._gate.call(function, *arguments)
        except Exception as error:  # python-mpv raises any exception once the core has ended
            # Without the arguments: headers and addresses are among them.
            level = logging.DEBUG if function == self._mpv._get_property else logging.WARNING
            log.log(level, "mpv refused %s: %s", function.__name__, error)
            return None

    def _read_position(self) -> float | None:
        position_pts = self._get("time-pos")
        return float(position_pts) if position_pts is not None else None

    def _read_cached_to(self) -> float | None:
        cached_to_pts = self._get("demuxer-cache-time")
        return float(cached_to_pts) if cached_to_pts is not None else None

    def _on_poll(self, sample: PolledPosition) -> None:
        self._seeks.check_timeout()
        tracker = self._live_tracker
        if tracker is None or not self.state.loaded:
            return
        tracker.on_position(
            sample.position_pts, self._cache.edges[1] if self._cache.edges else None
        )
        if sample.at_s - self._edges_at_s >= EDGES_EVERY_S:
            self._edges_at_s = sample.at_s
            self._cache = self._read_cache()

    def _read_cache(self) -> Cache:
        try:
            cache = self._get("demuxer-cache-state")
            spans = [(float(r["start"]), float(r["end"])) for r in cache["seekable-ranges"]]
            is_full = bool(cache.get("idle")) and not cache.get("eof")
        except Exception as error:  # no cache, or the core has ended
            log.debug("no cache state: %s", error)
            return NO_CACHE
        here_pts = self._poller.latest.position_pts
        around = [span for span in spans if here_pts is not None and span[0] <= here_pts <= span[1]]
        return Cache(next(iter(around or spans), None), is_full)

    def _on_property(self, name: str, value: Any) -> None:
        with self._lock:
            before, self.state = self.state, reduce(self.state, name, value)
        if self.state.ended and self._recording_id == self._requested_id:
            self._has_opened(failure=self.state.failure)  # at its very end
        elif self.state != before:
            self._on_change()

    def _on_event(self, event: Any) -> None:
        kind = event.event_id.value
        if kind == self._start_file and self._live_tracker is not None:
            self._live_tracker.start()
        elif kind == self._file_loaded:
            self._recording_id = self._requested_id
            # Only now: the previous recording is paused at its end, and would pause again.
            self._set("pause", "yes" if self._is_pause_requested else "no")
            self._change(start_pts=self._get("demuxer-start-time"))
            if self._live_tracker is not None and self.state.start_pts is not None:
                self._live_tracker.join(self.state.start_pts)
        elif kind == self._playback_restart:
            self._seeks.on_arrived()
            if self._recording_id and not self.state.loaded:
                # Not when the file is opened: only now is there a position.
                self._has_opened(failure="")
        elif kind == self._end_file and event.data.reason == event.data.ERROR:
            self._failed_with = event.data.error
            self._fail()
        elif kind == self._shut_down:
            # mpv's handle is destroyed after this event.
            self._gate.close()
            self._gate.wait_until_empty()
            if not self._closed.is_set():
                self._change(gone=True, loaded=False, failure="The player has ended.")

    def _has_opened(self, failure: str) -> None:
        """Handle a recording that plays or has ended; an end at the very beginning is a failure."""
        recording_id, has_read_nothing = self._recording_id, self._has_read_nothing()
        if self._recording_id != recording_id:
            return  # another one was requested meanwhile
        if not has_read_nothing:
            self._change(loaded=True, failure=failure)
            self._has_settled()
        elif self._failed_with is None:
            self._failed_with = NOTHING_READ
            # Paused at its end, mpv would report a position at each seek. Before the failure is
            # reported: another recording may be opened right after that.
            self._command("stop")
            self._fail()

    def _has_read_nothing(self) -> bool:
        has_ended = bool(self._get("eof-reached"))
        position_pts = self._read_position() if has_ended and self._live_tracker is None else None
        if position_pts is None or (self.state.duration_s or 0.0) < SHORT_S:
            return False
        return position_pts - (self.state.start_pts or 0.0) < NOTHING_S

    def _fail(self) -> None:
        if self._failed_with is not None:
            sentence = describe_failure(self._failed_with, self._complaints)
            self._change(loaded=False, failure=sentence)
            self._has_settled()

    def _has_settled(self) -> None:
        self._is_opening = False
        self._select_track()

    def _change(self, **fields: Any) -> None:
        with self._lock:
            self.state = replace(self.state, **fields)
        self._on_change()

    def _on_log(self, level: str, prefix: str, text: str) -> None:
        if level not in {"warn", "error", "fatal"}:
            if self._live_tracker is not None:
                self._live_tracker.on_log_line(text)
            return
        line = f"{prefix}: {text.strip()}"
        log.log(logging.ERROR if level in {"error", "fatal"} else logging.WARNING, "%s", line)
        self._complaints = [*self._complaints[-19:], line]
        self._fail()  # libmpv delivers its log after the event that it explains


def _renderer(module: Any, player: Any, on_frame: OnFrame) -> FrameRenderer | None:
    """Return a renderer of frames; None where this libmpv can't draw into memory."""
    try:
        return FrameRenderer(module, player, on_frame)
    except Exception:  # python-mpv raises any exception
        log.exception("no picture can be drawn")
        return None


def _ignore_frame(_frame: Frame) -> None:
    """Ignore the frame."""

"""libmpv, told what to play and asked for the time. The only module that imports mpv."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from hearingnotes.model.frame import STILL_LENGTH, Frame, Still, within
from hearingnotes.model.moment import Moment
from hearingnotes.player.errors import NOTHING_READ, describe_failure
from hearingnotes.player.frame_renderer import Draw, FrameRenderer, FrameRequest, Size, Take
from hearingnotes.player.gate import Gate
from hearingnotes.player.libmpv import Options, _import_mpv, _start
from hearingnotes.player.live_tracker import LiveTracker
from hearingnotes.player.position_poller import CacheSample, PositionPoller
from hearingnotes.player.protocol import LiveStart, SeekWindow
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
    # What has been heard of a live stream can be gone back to: nine hours of speech are 500 MB.
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
# The words of captions stand beside the picture, and in stills they would be in the way.
_WITHOUT_WINDOW = {"vid": "no", "vo": "libmpv", "sid": "no", "sub-auto": "no"}
_WITH_WINDOW = {"force-window": "yes", "title": "hearingnotes"}


class Cache(NamedTuple):
    """What mpv keeps of a stream: between which positions one can move without the network, and
    whether it has as much ahead as it wants."""

    edges: tuple[float, float] | None
    is_full: bool

    @property
    def newest_s(self) -> float | None:
        """The position of the newest that has come; None while the stream is let wait."""
        return self.edges[1] if self.edges is not None and not self.is_full else None


NO_CACHE = Cache(None, False)


class MpvPlayer:
    """A `Player` on libmpv.

    Commands are sent without waiting for them. The position is read at the very call, on a thread
    of its own: when mpv does not answer at once, the last known one is taken and its age told.
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
        """Start libmpv; raises HearingnotesError. `on_change` and `on_frame`, which gets the
        picture, are called on threads of the player and must not wait.

        Of the person's `options`, those that mpv does not take are `left_out`.
        """
        module = _import_mpv()
        self._on_change = on_change
        self.state = PlayerState(volume=volume)
        self._lock = threading.Lock()
        self._recording_id: str | None = None
        self._wanted_id = ""
        self._wants_pause = False
        self._complaints: list[str] = []
        self._failed_with: int | None = None
        self._closed = threading.Event()
        self._gate = Gate()
        self._watch: LiveTracker | None = None
        self._cache = NO_CACHE
        self._edges_at_s = 0.0
        self._seeks = SeekQueue(self._seek)
        kind = _WITH_WINDOW if with_window else _WITHOUT_WINDOW
        usual = {**_OPTIONS, **kind, "volume": str(volume)}
        how = {"log_handler": self._on_log, "loglevel": "warn"}
        self._mpv, self.left_out = _start(module, usual, options or {}, **how)
        self._end_file = module.MpvEventID.END_FILE
        self._start_file = module.MpvEventID.START_FILE
        self._file_loaded = module.MpvEventID.FILE_LOADED
        self._playback_restart = module.MpvEventID.PLAYBACK_RESTART
        self._shut_down = module.MpvEventID.SHUTDOWN
        draws = not with_window and "vo" not in (options or {})
        self._projector = _projector(module, self._mpv, on_frame or _show_nobody) if draws else None
        self.can_draw = self._projector is not None
        self._is_opening = self._decodes = False
        self._mpv.register_event_callback(self._on_event)
        for name in OBSERVED:
            self._mpv.observe_property(name, self._on_property)
        self._pulse = PositionPoller(self._read_position, self._on_beat)

    def moment(self) -> Moment:
        """The evidence of this very instant."""
        if not self.state.loaded or self.state.failure:
            return Moment(datetime.now(UTC))
        return self._moment_at(*self._pulse.now())

    def recent(self) -> Moment:
        """The evidence of a quarter of a second ago at most, at no cost."""
        if not self.state.loaded or self.state.failure:
            return Moment(datetime.now(UTC))
        return self._moment_at(self._pulse.latest.position_s, 0.0)

    def _moment_at(self, position_s: float | None, stale_s: float) -> Moment:
        live = self._watch.evidence(position_s) if self._watch is not None else None
        is_unknown_yet = self._watch is not None and live is None
        if position_s is None or is_unknown_yet:
            return Moment(datetime.now(UTC))
        return Moment(
            utc=datetime.now(UTC),
            recording_id=self._recording_id,
            position_s=position_s,
            start_s=self.state.start_s,
            frame_s=self.state.frame_s,
            stale_s=stale_s,
            live=live,
        )

    def reach(self) -> SeekWindow | None:
        """How far a live stream can be moved about in; None for any other recording."""
        watch, latest_s, cache = self._watch, self._pulse.latest.position_s, self._cache
        if watch is None:
            return None
        back_s = behind_s = 0.0
        if cache.edges is not None and latest_s is not None:
            oldest_s, newest_s = watch.within_stretch(latest_s, cache.edges)
            back_s, behind_s = max(0.0, latest_s - oldest_s), max(0.0, newest_s - latest_s)
        newest = watch.newest
        sq = newest.sq if newest is not None else None
        return SeekWindow(back_s, behind_s, watch.quiet_s, watch.segment_s, sq, cache.is_full)

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
        """Open a recording from `at_s`, a live one at its edge; a pause is kept."""
        self._wanted_id, self._recording_id = recording_id, None
        self._complaints, self._failed_with = [], None
        self._seeks.forget()
        self._watch_stream(recording_id, live)
        self._change(loaded=False, failure="", ended=False)
        # As options of loadfile these would be cut at their commas.
        fields = [f"{name}: {value}" for name, value in (headers or {}).items()]
        self._set_list("http-header-fields", fields)
        self._set_list("audio-files", [audio_url] if audio_url else [])
        # Counted from the first packet, whatever its number: with a plus mpv takes it so.
        self._set("start", f"+{at_s:.3f}" if at_s > 0 else "none")
        self._is_opening = False
        self._select_track()
        self._is_opening = True
        self._command("loadfile", url, "replace")

    def _watch_stream(self, recording_id: str, joining: LiveStart | None) -> None:
        self._cache = NO_CACHE
        if joining is None:
            self._watch = None
            return
        if self._watch is None or self._watch.recording_id != recording_id:
            self._watch = LiveTracker(recording_id, self._read_cached_to)
        self._watch.load(joining)
        # What mpv opens it says only here.
        self._call(self._mpv.set_loglevel, "v")

    def request_frames(self, view: FrameRequest | None) -> None:
        """Decode the picture as well, and draw it like this; None ends that."""
        if self._projector is not None and not self._closed.is_set():
            self._projector.set_request(view)
            self._select_track()

    def _select_track(self) -> None:
        """Have the picture decoded while it is looked at.

        Not while a recording is being opened: mpv at times waits for ever then.
        """
        decodes = self._projector is not None and self._projector.is_looked_at
        if self._is_opening or decodes == self._decodes:
            return
        self._decodes = decodes
        self._set("vid", "auto" if decodes else "no")
        if decodes and self.state.loaded and self._watch is None:
            # By itself mpv at times finds no picture where all of the sound has been read.
            self._command("seek", "0", "relative+exact")

    def still(self, take: Callable[[Still | None], None]) -> None:
        """The frame of this instant; `take` gets it on a thread of the player, None for none."""
        size = self.state.picture_size
        if self._projector is None or size is None or not self.state.loaded:
            take(None)
        else:
            drawn = within(STILL_LENGTH, size)
            self._projector.ask(lambda draw: take(self._still(draw, drawn)))

    def _still(self, draw: Draw, size: Size) -> Still | None:
        # While mpv seeks, it tells where to, and shows where it was.
        try:
            was_seeking = self._is_seeking()
            frame, position_s = draw(size), self._pulse.now()[0]
            return Still(frame, None if was_seeking or self._is_seeking() else position_s)
        except Exception:  # python-mpv raises what it likes when the core has gone
            log.exception("no still")
            return None

    def _is_seeking(self) -> bool:
        return bool(self._get("seeking"))

    def set_paused(self, paused: bool) -> None:
        """Hold or go on."""
        self._wants_pause = paused
        self._change(paused=paused)  # before mpv says so: the next key may come sooner
        self._set("pause", "yes" if paused else "no")

    def seek_by(self, seconds: float) -> None:
        """Go on or back by so many seconds, from where the last seek leads."""
        here_s = self._seeks.target_s
        if here_s is None:
            here_s, _ = self._pulse.now()
        if here_s is not None:
            self._go(here_s, here_s + seconds)

    def seek_from(self, moment: Moment, seconds: float) -> None:
        """Go to so many seconds after a moment of what plays."""
        if moment.position_s is not None:
            self._go(moment.position_s, moment.position_s + seconds)

    def _go(self, here_s: float, target_s: float) -> None:
        """In a live stream as far as there is something: beyond that mpv would not move at all."""
        edges = self._cache.edges
        if self._watch is not None and edges is not None:
            newest_s = max(here_s, edges[1] - self._edge_margin_s())
            target_s = min(max(edges[0], target_s), newest_s)
        if target_s != here_s:
            self._seeks.go(target_s)

    def seek_to(self, second_s: float) -> None:
        """Go to a second, counted from the recording's start."""
        self._seeks.go(second_s + (self.state.start_s or 0.0))

    def seek_to_edge(self) -> None:
        """Go to the newest that there is of a live stream."""
        edges = self._cache.edges
        if edges is not None and self._watch is not None:
            edge_s = edges[1] - self._edge_margin_s()
            self._seeks.go(max(edges[0], edge_s))

    def _edge_margin_s(self) -> float:
        """How far from the newest there is enough to play on."""
        segment_s = self._watch.segment_s if self._watch is not None else None
        return max(EDGE_MARGIN_S, segment_s or 0.0)

    def loop(self, begin_s: float | None, end_s: float | None) -> None:
        """Play what lies between two seconds over and over, from the first; None ends that."""
        start_s = self.state.start_s or 0.0
        for name, second_s in (("ab-loop-a", begin_s), ("ab-loop-b", end_s)):
            self._set(name, "no" if second_s is None else f"{start_s + second_s:.3f}")
        if begin_s is not None:
            self.seek_to(begin_s)

    def _seek(self, position_s: float) -> None:
        if self._watch is not None:
            self._watch.seek()
        self._command("seek", f"{position_s:.3f}", "absolute+exact")

    def set_speed(self, speed: float) -> None:
        """1 is as it was spoken; mpv keeps the pitch."""
        self._change(speed=speed)
        self._set("speed", f"{speed:g}")

    def set_volume(self, volume: float) -> None:
        """In percent."""
        self._change(volume=volume)
        self._set("volume", f"{volume:g}")

    def set_muted(self, muted: bool) -> None:
        """Silence it, or let it be heard again."""
        self._change(muted=muted)
        self._set("mute", "yes" if muted else "no")

    def close(self) -> None:
        """Stop for good. mpv itself is ended on a thread of its own: it may hang."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._gate.close()
        self._pulse.stop()
        threading.Thread(target=self._terminate, name="mpv-end", daemon=True).start()

    def _terminate(self) -> None:
        self._pulse.join()
        if self._projector is not None:
            self._projector.stop()
        # python-mpv's own thread goes on calling until it has ended, with what is gone by then.
        self._gate.wait_until_empty()
        self._mpv.terminate()

    def _set(self, name: str, value: str) -> None:
        self._command("set", name, value)

    def _set_list(self, name: str, values: list[str]) -> None:
        self._call(self._mpv._set_property, name, values)

    def _command(self, *words: str) -> None:
        self._call(self._mpv.command_async, *words)

    def _get(self, name: str) -> Any:
        """A property of mpv; None where there is none, and once the player is closed or gone."""
        return self._call(self._mpv._get_property, name)

    def _call(self, function: Callable[..., Any], *words: object) -> Any:
        """What mpv answers; None where it can't, and once the player is closed or gone."""
        try:
            return self._gate.call(function, *words)
        except Exception as error:  # python-mpv raises what it likes when the core has gone
            # Without the words: headers and addresses are among them.
            level = logging.DEBUG if function == self._mpv._get_property else logging.WARNING
            log.log(level, "mpv refused %s: %s", function.__name__, error)
            return None

    def _read_position(self) -> float | None:
        position_s = self._get("time-pos")
        return float(position_s) if position_s is not None else None

    def _read_cached_to(self) -> float | None:
        cached_to_s = self._get("demuxer-cache-time")
        return float(cached_to_s) if cached_to_s is not None else None

    def _on_beat(self, sample: CacheSample) -> None:
        self._seeks.beat()
        watch = self._watch
        if watch is None or not self.state.loaded:
            return
        watch.beat(sample.position_s, self._cache.edges[1] if self._cache.edges else None)
        if sample.at_s - self._edges_at_s >= EDGES_EVERY_S:
            self._edges_at_s = sample.at_s
            self._cache = self._read_cache()

    def _read_cache(self) -> Cache:
        try:
            cache = self._get("demuxer-cache-state")
            spans = [(float(r["start"]), float(r["end"])) for r in cache["seekable-ranges"]]
            is_full = bool(cache.get("idle")) and not cache.get("eof")
        except Exception as error:  # not there, or the core has gone
            log.debug("no cache state: %s", error)
            return NO_CACHE
        here_s = self._pulse.latest.position_s
        around = [span for span in spans if here_s is not None and span[0] <= here_s <= span[1]]
        return Cache(next(iter(around or spans), None), is_full)

    def _on_property(self, name: str, value: Any) -> None:
        with self._lock:
            before, self.state = self.state, reduce(self.state, name, value)
        if self.state.ended and self._recording_id == self._wanted_id:
            self._has_opened(failure=self.state.failure)  # at its very end
        elif self.state != before:
            self._on_change()

    def _on_event(self, event: Any) -> None:
        kind = event.event_id.value
        if kind == self._start_file and self._watch is not None:
            self._watch.start()
        elif kind == self._file_loaded:
            self._recording_id = self._wanted_id
            # Only now: what was open before is held at its end, and would be held again.
            self._set("pause", "yes" if self._wants_pause else "no")
            self._change(start_s=self._get("demuxer-start-time"))
            if self._watch is not None and self.state.start_s is not None:
                self._watch.join(self.state.start_s)
        elif kind == self._playback_restart:
            self._seeks.arrived()
            if self._recording_id and not self.state.loaded:
                # Not when the file is open: only now is there a position to be told.
                self._has_opened(failure="")
        elif kind == self._end_file and event.data.reason == event.data.ERROR:
            self._failed_with = event.data.error
            self._fail()
        elif kind == self._shut_down:
            # What commands are given to is destroyed behind this.
            self._gate.close()
            self._gate.wait_until_empty()
            if not self._closed.is_set():
                self._change(gone=True, loaded=False, failure="The player has ended.")

    def _has_opened(self, failure: str) -> None:
        """It plays, or has ended; an end at the very beginning is no place that was heard."""
        recording_id, has_read_nothing = self._recording_id, self._has_read_nothing()
        if self._recording_id != recording_id:
            return  # another one was asked for meanwhile
        if not has_read_nothing:
            self._change(loaded=True, failure=failure)
            self._has_settled()
        elif self._failed_with is None:
            self._failed_with = NOTHING_READ
            # Held at its end, it would tell a position at each seek. Before the failure is told:
            # another recording may be opened right behind that.
            self._command("stop")
            self._fail()

    def _has_read_nothing(self) -> bool:
        has_ended = bool(self._get("eof-reached"))
        position_s = self._read_position() if has_ended and self._watch is None else None
        if position_s is None or (self.state.duration_s or 0.0) < SHORT_S:
            return False
        return position_s - (self.state.start_s or 0.0) < NOTHING_S

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
            if self._watch is not None:
                self._watch.on_log_line(text)
            return
        line = f"{prefix}: {text.strip()}"
        log.log(logging.ERROR if level in {"error", "fatal"} else logging.WARNING, "%s", line)
        self._complaints = [*self._complaints[-19:], line]
        self._fail()  # libmpv hands out what it logged behind the event that it explains


def _projector(module: Any, player: Any, on_frame: Take) -> FrameRenderer | None:
    """None where this libmpv can't draw into memory."""
    try:
        return FrameRenderer(module, player, on_frame)
    except Exception:  # python-mpv raises what it likes
        log.exception("no picture can be drawn")
        return None


def _show_nobody(_frame: Frame) -> None:
    """Nobody looks."""

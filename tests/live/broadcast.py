"""A broadcast as YouTube serves it, in real time; nothing runs for it but the server."""

import threading
import time
from types import TracebackType
from typing import Any, Self

from tests.live import wording
from tests.live.plan import Cut, Plan
from tests.live.segments import archive, film, shifted
from tests.media.origin import Answer, HangUp, Hold, Origin, Page, as_json

PLAIN = Plan()


class Clock:
    """Which second of the broadcast is being spoken: it runs with the wall clock."""

    def __init__(self, at_s: float, ahead_s: float) -> None:
        self._zero = time.monotonic() - at_s
        self.zero_utc = time.time() + ahead_s - at_s

    @property
    def now_s(self) -> float:
        """The second of the broadcast that is spoken now."""
        return time.monotonic() - self._zero


class Broadcast:
    """Serves a plan under a video's key; its clock starts when its segments have been made."""

    def __init__(self, origin: Origin, key: str, plan: Plan = PLAIN) -> None:
        self.key = key
        self.plan = plan
        self._origin = origin
        self._footage = film(plan.begins_s, plan.seconds, plan.segment_s)
        self._archive = archive(plan.archive) if plan.archive else b""
        self.clock = Clock(plan.joined_s, plan.server_ahead_s)
        origin.clock_ahead_s = plan.server_ahead_s
        self.odd_answers: list[dict[str, Any]] = []
        """Each is given once in the place of a true description."""
        self._timers: list[threading.Timer] = []
        if plan.cut is not None and plan.cut.kind == "refused":
            starts_s = plan.cut.at_s - plan.joined_s
            self._timers = [
                threading.Timer(starts_s, origin.close),
                threading.Timer(starts_s + plan.cut.lasts_s, origin.reopen),
            ]

    def __enter__(self) -> Self:
        self._origin.handlers.append(self.answer)
        for timer in self._timers:
            timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for timer in self._timers:
            timer.cancel()
            timer.join()
        self._origin.handlers.remove(self.answer)

    @property
    def url(self) -> str:
        """The video's page."""
        return f"https://www.youtube.com/watch?v={self.key}"

    def environment(self) -> dict[str, str]:
        """What a process needs so that its yt-dlp finds the broadcast."""
        return self._origin.environment()

    @property
    def edge_s(self) -> int:
        """The end of the newest complete segment, in seconds of the broadcast."""
        ready = self.plan.ready(self.clock.now_s)
        return ready[-1].second_s + self.plan.segment_s if ready else 0

    @property
    def live_status(self) -> str:
        """In yt-dlp's words."""
        return self.plan.live_status(self.clock.now_s)

    def media_url(self) -> str:
        """What yt-dlp would give mpv to play at this moment."""
        path = wording.playlist_path(self.key, self._manifest(), self._expires())
        return self._origin.url + path

    def variants_url(self) -> str:
        """The list of qualities that the media are in."""
        path = wording.variants_path(self.key, self._manifest(), self._expires())
        return self._origin.url + path

    def answer(self, path: str) -> Answer | None:
        """What the server answers; None for what is not of this broadcast."""
        is_description = path == f"/videos/{self.key}.json"
        is_archive = path == f"/archive/{self.key}.mp4"
        asked = wording.read_path(path)
        if not (is_description or is_archive or (asked and asked.key == self.key)):
            return None
        if self.plan.cut is not None and self.plan.is_cut(self.clock.now_s):
            return _failure(self.plan.cut)
        if asked is None:
            if not is_description:
                return self._recording()
            return as_json(self.odd_answers.pop(0) if self.odd_answers else self._described())
        if time.time() >= asked.expires:
            return Page(b"expired", status=403)
        return self._part(asked) if asked.kind == "segment" else self._list(asked)

    def _part(self, asked: wording.Asked) -> Page:
        for segment in self.plan.ready(self.clock.now_s):
            name = wording.name_of(self.plan, segment)
            if (segment.manifest, name) == (asked.manifest, asked.name):
                body = shifted(self._footage.at(segment.second_s), segment.pts_shift_s)
                return Page(body, "video/mp2t")
        return Page(b"no such segment", status=404)

    def _list(self, asked: wording.Asked) -> Page:
        now_s, root = self.clock.now_s, self._origin.url
        window = self.plan.window(now_s, asked.manifest)
        if not window:
            return Page(b"no such manifest", status=404)
        if asked.kind == "hls_variant":
            text = wording.variants(root, self.key, asked.manifest, asked.expires)
        else:
            ended = self.plan.endlist and now_s >= (self.plan.ends_s or now_s + 1)
            text = wording.playlist(
                root, self.key, self.plan, window, asked.expires, self.clock.zero_utc, ended
            )
        return Page(text.encode(), "application/vnd.apple.mpegurl")

    def _recording(self) -> Page:
        if self.live_status == "was_live":
            return Page(self._archive, "video/mp4")
        return Page(b"not yet", status=404)

    def _described(self) -> dict[str, Any]:
        plan, status = self.plan, self.live_status
        told_s = plan.scheduled_s if status == "is_upcoming" else plan.release_error_s
        described: dict[str, Any] = {
            "title": plan.title,
            "channel": plan.channel,
            "live_status": status,
            "release_timestamp": round(self.clock.zero_utc + told_s),
        }
        if status == "is_live":
            described["hls"] = wording.variants_path(self.key, self._manifest(), self._expires())
        elif status == "post_live":
            # What YouTube has by then: yt-dlp's own downloader can assemble it, mpv can't.
            described["formats"] = [
                {"format_id": "140", "ext": "m4a", "acodec": "mp4a.40.2", "vcodec": "none",
                 "protocol": "http_dash_segments", "fragments": [{"url": "/part/0"}],
                 "url": f"/archive/{self.key}.mp4"}
            ]  # fmt: skip
        elif status == "was_live" and self._archive:
            described["duration"] = sum(ends_s - begins_s for begins_s, ends_s in plan.archive)
            described["formats"] = [
                {"format_id": "18", "ext": "mp4", "acodec": "mp4a.40.2", "vcodec": "avc1",
                 "height": 360, "url": f"/archive/{self.key}.mp4"}
            ]  # fmt: skip
        return described | plan.more

    def _manifest(self) -> int:
        ready = self.plan.ready(self.clock.now_s)
        return ready[-1].manifest if ready else self.plan.manifest

    def _expires(self) -> int:
        return round(time.time() + self.plan.url_lifetime_s)


def _failure(cut: Cut) -> Answer:
    match cut.kind:
        case "503":
            return Page(b"", status=503)
        case "silent":
            return Hold()
        case "refused":
            return HangUp()


def channel(origin: Origin, name: str, *broadcasts: Broadcast) -> str:
    """A channel's page that leads to whichever broadcast is live; its address."""

    def listed() -> Page:
        live = [one.key for one in broadcasts if one.live_status == "is_live"]
        return as_json({"videos": live[-1:]})

    origin.pages[f"/channels/{name}.json"] = listed
    return f"https://www.youtube.com/{name}/live"

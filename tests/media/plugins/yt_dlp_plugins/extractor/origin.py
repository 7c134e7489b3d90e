"""Stands in for YouTube behind yt-dlp's own YouTube addresses: asks the server of the tests.

Videos are described there in JSON. A description with a `state` fails as the real extractor
does: through the same methods, with YouTube's own words for it.
"""

import os
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from yt_dlp.extractor.youtube import YoutubeIE, YoutubeTabIE
from yt_dlp.utils import ExtractorError, UserNotLive

ORIGIN = os.environ["HEARINGNOTES_TEST_ORIGIN"]

REASONS = {
    "private": "Private video. Sign in if you've been granted access to this video",
    "removed": "Video unavailable. This video has been removed by the uploader",
    "terminated": "Video unavailable. This video is no longer available because the YouTube "
    "account associated with this video has been terminated.",
    "unavailable": "Video unavailable",
    "age": "Sign in to confirm your age. This video may be inappropriate for some users.",
    "robot": "Sign in to confirm you’re not a bot. This helps protect our community. Learn more",
    "members": "Join this channel to get access to members-only content like this video, "
    "and other exclusive perks.",
    "blocked": "Video unavailable. This video contains content from someone, "
    "who has blocked it in your country on copyright grounds",
    "paid": "This video requires payment to watch",
    "too often": "This content isn't available, try again later. The current session has been "
    "rate-limited by YouTube for up to an hour.",
    "upcoming": "This live event will begin in 2 days.",
    "ended": "This live event has ended.",
    "reload": "The page needs to be reloaded.",
}


def _ask(extractor: Any, path: str, key: str) -> dict[str, Any]:
    described: dict[str, Any] = extractor._download_json(
        urljoin(ORIGIN, path), key, query={"pid": os.getpid()}
    )
    return described


class _OriginVideoIE(YoutubeIE, plugin_name="origin"):  # type: ignore[misc, call-arg]
    def _real_extract(self, url: str) -> dict[str, Any]:
        key = self._match_id(url)
        described = _ask(self, f"/videos/{key}.json", key)
        self._fail(described.pop("state", None), key)
        for text in described.pop("warnings", ()):
            self.report_warning(text, key)
        if "noise" in described:
            print(described.pop("noise"), flush=True)
        formats = [
            {**chosen, "url": urljoin(ORIGIN, chosen["url"])}
            for chosen in described.pop("formats", ())
        ]
        if "hls" in described:
            formats += self._extract_m3u8_formats(
                urljoin(ORIGIN, described.pop("hls")),
                key,
                "mp4",
                live=described.get("live_status") == "is_live",
            )
        webpage_url = f"https://www.youtube.com/watch?v={key}"
        return {"id": key, "title": None, "webpage_url": webpage_url, **described} | {
            "formats": formats
        }

    def _fail(self, state: str | None, key: str) -> None:
        if state == "odd":
            raise ExtractorError("The moon is in the wrong phase", video_id=key)
        if state == "crash":
            raise LookupError("the moon")
        if state == "drm":
            self.report_drm(key)
        elif state == "geo":
            reason = "The uploader has not made this video available in your country"
            self.raise_geo_restricted(reason, ["FR"], metadata_available=True)
        elif state is not None:
            reason = REASONS[state]
            if "sign in" in reason.lower():
                reason = f"{reason.rstrip('.')}. {self._youtube_login_hint}"
            self.raise_no_formats(reason, expected=True)


class _OriginTabIE(YoutubeTabIE, plugin_name="origin"):  # type: ignore[misc, call-arg]
    def _real_extract(self, url: str) -> dict[str, Any]:
        address = urlsplit(url)
        name = parse_qs(address.query).get("list", [address.path.split("/")[1]])[0]
        keys = _ask(self, f"/channels/{name}.json", name)["videos"]
        if not url.endswith("/live"):
            found: dict[str, Any] = self.playlist_result(
                [self.url_result(f"https://youtu.be/{key}", YoutubeIE, key) for key in keys], name
            )
            return found
        if not keys:
            raise UserNotLive(video_id=name)
        live: dict[str, Any] = self.url_result(
            f"https://www.youtube.com/watch?v={keys[0]}", YoutubeIE, keys[0]
        )
        return live

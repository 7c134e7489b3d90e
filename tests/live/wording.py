"""Addresses and playlists in the shape that YouTube gives them."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.live.plan import Plan, Segment

_CLIENT = "ei/rKl8X9qJKYmw1AaQyL-ICQ/ip/192.0.2.7"
_SIGNED = (
    "requiressl/yes/ratebypass/yes/live/1/sgoap/gir%3Dyes%3Bitag%3D140/sgovp/gir%3Dyes%3Bitag%3D135"
    "/rqh/1/hls_chunk_host/rr3---sn-example.googlevideo.com/xpc/EgVo2aDSNQ%3D%3D/spc/96Xrv8VCOnztd1"
    "/vprv/1/playlist_type/DVR/initcwndbps/375000/mh/2B/mm/44/mn/sn-example/ms/lva/mv/m/mvi/3/pl/20"
    "/keepalive/yes/fexp/51565116,51565681/mt/1777300597/sparams/expire,ei,ip,id,itag,source,"
    "requiressl,ratebypass,live,sgoap,sgovp,rqh,xpc,spc,vprv,playlist_type"
    f"/sig/AHEqNM4wRAIg{'c' * 86}%3D%3D/lsparams/hls_chunk_host,initcwndbps,mh,mm,mn,ms,mv,mvi,pl"
    f"/lsig/AG3C_xAwRAIg{'d' * 86}%3D%3D"
)
_ASKED = re.compile(
    r"/api/manifest/(?P<kind>hls_variant|hls_playlist)/.*?/id/(?P<key>[\w-]{11})\.(?P<manifest>\d+)"
    r"/.*/index\.m3u8"
    r"|/videoplayback/id/(?P<part_key>[\w-]{11})\.(?P<part_manifest>\d+)"
    r"/.*/(?P<name>sq/\d+|part/[0-9a-f]+)/.*/seg\.ts"
)
_EXPIRES = re.compile(r"/expire/(\d+)/")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address is the address of; `name` is the segment's, empty for a playlist."""

    kind: str
    key: str
    manifest: int
    name: str
    expires: int


def read_path(path: str) -> Asked | None:
    """What is asked for; None for what is no address of a broadcast."""
    found, expires = _ASKED.fullmatch(path), _EXPIRES.search(path)
    if found is None or expires is None:
        return None
    if found["kind"]:
        return Asked(found["kind"], found["key"], int(found["manifest"]), "", int(expires[1]))
    manifest = int(found["part_manifest"])
    return Asked("segment", found["part_key"], manifest, found["name"], int(expires[1]))


def variants_path(key: str, manifest: int, expires: int) -> str:
    """The address of the list of qualities, as the video's page names it."""
    return (
        f"/api/manifest/hls_variant/expire/{expires}/{_CLIENT}/id/{key}.{manifest}"
        f"/source/yt_live_broadcast/{_SIGNED}/file/index.m3u8"
    )


def playlist_path(key: str, manifest: int, expires: int) -> str:
    """The address of the one playlist: what mpv is given."""
    return (
        f"/api/manifest/hls_playlist/expire/{expires}/{_CLIENT}/id/{key}.{manifest}/itag/94"
        f"/source/yt_live_broadcast/{_SIGNED}/playlist/index.m3u8"
    )


def name_of(plan: Plan, segment: Segment) -> str:
    """The part of a segment's address that tells it from the others."""
    return f"sq/{segment.sq}" if plan.with_sq else f"part/{segment.sq:x}"


def variants(root: str, key: str, manifest: int, expires: int) -> str:
    """The list of qualities: there is one, of picture and sound."""
    return "\n".join(
        (
            "#EXTM3U",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            '#EXT-X-STREAM-INF:BANDWIDTH=1214720,CODECS="mp4a.40.2,avc1.4d401e",'
            "RESOLUTION=854x480,FRAME-RATE=25,VIDEO-RANGE=SDR,CLOSED-CAPTIONS=NONE",
            f"{root}{playlist_path(key, manifest, expires)}",
            "",
        )
    )


def playlist(
    root: str, key: str, plan: Plan, window: Sequence[Segment], expires: int, zero_utc: float,
    ended: bool,
) -> str:  # fmt: skip
    """The segments in the window, and the wall clock's time of the first."""
    first = window[0]
    spoken = datetime.datetime.fromtimestamp(zero_utc + first.second_s, datetime.UTC)
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:3",
        f"#EXT-X-TARGETDURATION:{plan.segment_s}",
        f"#EXT-X-MEDIA-SEQUENCE:{first.sq}",
        f"#EXT-X-DISCONTINUITY-SEQUENCE:{first.breaks}",
        f"#EXT-X-PROGRAM-DATE-TIME:{spoken.isoformat(timespec='milliseconds')}",
    ]
    breaks = first.breaks
    for segment in window:
        if segment.breaks != breaks:
            breaks = segment.breaks
            lines.append("#EXT-X-DISCONTINUITY")
        lines.append(f"#EXTINF:{plan.segment_s:.1f},")
        lines.append(
            f"{root}/videoplayback/id/{key}.{segment.manifest}/itag/94/source/yt_live_broadcast"
            f"/expire/{expires}/{_CLIENT}/{_SIGNED}/playlist/index.m3u8/{name_of(plan, segment)}"
            "/goap/clen%3D81894%3Blmt%3D1709632990593990/govp/lmt%3D1709632990593991"
            f"/dur/{plan.segment_s:.3f}/file/seg.ts"
        )
    if ended:
        lines.append("#EXT-X-ENDLIST")
    return "\n".join([*lines, ""])

"""What a playlist says of itself: whether it is a broadcast, and how far it has come."""

import pytest

from hearingnotes.media.playlist import Playlist, read_playlist

HEAD = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:6\n"
SEGMENTS = "#EXTINF:6.0,\na.ts\n#EXTINF:5.2,\nb.ts\n"
LIVE = Playlist(is_live=True, target_s=6, newest=2)
WHOLE = Playlist(is_live=False, target_s=6, newest=2)
MASTER = (
    '#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",URI="sound.m3u8"\n'
    '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="frames.m3u8"\n'
    "#EXT-X-STREAM-INF:BANDWIDTH=2\nlow/index.m3u8?k=1\n\n"
    "#EXT-X-STREAM-INF:BANDWIDTH=9\nhttps://x.example/high.m3u8\n"
)


@pytest.mark.parametrize(
    ("text", "playlist"),
    [
        (HEAD + SEGMENTS, LIVE),
        ("\ufeff" + (HEAD + SEGMENTS).replace("\n", "\r\n"), LIVE),
        (HEAD + "#EXT-X-PLAYLIST-TYPE:EVENT\n" + SEGMENTS, LIVE),
        (HEAD + "#EXT-X-MEDIA-SEQUENCE:563\n" + SEGMENTS, Playlist((), True, True, 6, 565)),
        (HEAD, Playlist(is_live=True, target_s=6, newest=0)),
        ("#EXTM3U\n#EXT-X-TARGETDURATION:0\n", Playlist(is_live=True, newest=0)),
        (HEAD + SEGMENTS + "#EXT-X-ENDLIST", WHOLE),
        (HEAD + SEGMENTS + "#EXT-X-ENDLIST \r\n", WHOLE),
        (HEAD + "#EXT-X-PLAYLIST-TYPE:VOD\n" + SEGMENTS, WHOLE),
        (MASTER, Playlist(("low/index.m3u8?k=1", "https://x.example/high.m3u8"))),
        ("#EXTM3U\n#EXTINF:180,Overture\novertures/1.mp3\n", None),
        ("<html>Not found</html>", None),
        ("", None),
        ('<?xml version="1.0"?>\n<MPD profiles="x"\n type="dynamic">', Playlist(is_live=True)),
        ('<MPD type="static"></MPD>', Playlist()),
    ],
)
def test_a_playlist_is_read_with_its_end_and_its_first_segment(
    text: str, playlist: Playlist | None
) -> None:
    assert read_playlist(text) == playlist

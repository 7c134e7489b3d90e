"""Texts that break lines, formats and terminals, and hearings made of them.

Those of the hearings mean something in some format, and must not.
"""

from dataclasses import replace
from datetime import UTC, date, timedelta, timezone

from hypothesis import strategies as st

from hearingnotes.export.document import HearingDocument, RenderOptions, render_hearing
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from tests.export.conftest import NOW

FAMILY, FLAG, THUMB = "👨‍👩‍👧‍👦", "🇩🇪", "👍🏽"
UNEVEN_TEXTS = {
    "wide": "公聴会は午後二時に始まります。委員長が開会を宣言しました。" * 3,
    "wide signs": "🎉🎊🗳️ vote 🎉 " * 12,
    "families": f"{FAMILY} " * 20 + FAMILY * 20,
    "flags": f"{FLAG} 🇫🇷🇺🇦 " * 14 + FLAG * 30,
    "skin tones": f"{THUMB} " * 20 + THUMB * 20,
    "keycaps": "1️⃣ 2️⃣ #️⃣ *️⃣ " * 14,
    "variation selectors": "❤️ ❤ ☎️ ☎︎ ▶️ ⚖️ ✔️ ⚠️ " * 8,
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘! cafe\u0301 n\u0303o " * 6,
    "right to left": "قالت الرئيسة إن الجلسة مفتوحة. היושבת ראש פתחה את הישיבה. " * 4,
    "turned": "a \u202eturned\u202c b \u2067isolated\u2069 c " * 6,
    "of no width": "a\u200bb\u200cc\u2060d\ufeffe\u00adf " * 20,
    "Hangul of parts": "\u1112\u1161\u11ab\u1100\u1173\u11af " * 20,
    "Indic": "क्षत्रिय న్యాయస్థానం നീതിന്യായം தமிழ் " * 6,
    "Thai": "คณะกรรมการเปิดการประชุมเวลาบ่ายสองโมง " * 4,
    "ambiguous": "§ ± × ÷ ° “quoted” … — ● ○ ★ ☆ ① Ⅷ α я " * 4,
    "one long word": "w" * 2000,
    "long": "The levy was raised twice in a row. " * 56,
    "only joiners": "\u200d\u200d\ufe0f\ufe0f\u0301\u0301",
}  # fmt: skip
"""Texts whose letters are no single cells each."""

OPTIONS = RenderOptions(zone=timezone(timedelta(hours=-5)))
PIECES = [
    *"ab1é日 \n\t=+-@'\"<>&;,|\\{}#*_`~:/.()[]",
    *["\n\n", " \n \n", "\r\n", "\r", "\x00", "\x07\x1b[31m", "\x85", "\u2028", "\ud800", "\ufeff"],
    *[
        "\u202eabc\u202c",
        "\u2067שלום\u2069",
        "مرحبا",
        "👩‍👩‍👧‍👦",
        "🇺🇸",
        "e\u0301",
        "\u200b",
        "\xa0",
    ],
    *["]]>", "</script>", "<script>alert(1)</script>", "<!--", "-->", "</style>", "<b>", "</p>"],
    *["&amp;", "&#60;", "&lt", "{{ 1 }}", "{% x %}", "{\\an8}", "\\N", "<i>", "</v>", "<v X>"],
    *["=1+1", "=cmd|' /C calc'!A0", "@chair ", "@ann: ", "# ", "> ", " #budget", " #tax-2026"],
    *["00:00:01.000 --> 00:00:02.000", "1\n00:00:01,000 --> 00:00:02,000\nx", "NOTE x", "WEBVTT"],
    *[
        "STYLE",
        "javascript:alert(1)",
        "https://a.example/?b&c=<d>",
        "0:00 Start",
        "x" * 5000,
        "the ",
    ],
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.text(st.characters(), max_size=30),
)
KEYS = st.sampled_from(
    [
        ("youtube", "4LBmWqYuuDY", "https://youtu.be/4LBmWqYuuDY"),
        (
            "direct_media",
            "https://a.example/b%20c.mp4?d=1&e=<f>\"'",
            "https://a.example/b.mp4?d=1&e",
        ),
        ("direct_media", "javascript:alert(1)", "javascript:alert(1)"),
        ("web_page", "data:text/html,<script>", "//evil.example/x"),
        ("local_file", '/home/ana/media/a "b" <c>.mp4', '/home/ana/media/a "b" <c>.mp4'),
        ("local_file", "/home/ana/javascript:x.mp4", "/home/ana/javascript:x.mp4"),
    ]
)
_SECONDS = st.none() | st.floats(0, 20_000) | st.sampled_from([0.0, 0.9996, 1.0, 1.5, 9.9])


@st.composite
def hearings(draw: st.DrawFn) -> HearingSnapshot:
    """A hearing of up to two recordings and eight notes."""
    recordings = [
        Recording(f"R{at}", "H1", platform, key, url, draw(TEXTS), draw(_durations()))
        for at, (platform, key, url) in enumerate(draw(st.lists(KEYS, min_size=1, max_size=2)))
    ]
    speakers = (Speaker("chair", draw(TEXTS), draw(TEXTS)), Speaker("ann"))
    hearing = Hearing(
        "H1", draw(TEXTS), NOW, draw(TEXTS), draw(st.none() | st.just(date(2026, 1, 16))),
        roster=Roster(speakers), agenda=tuple(draw(st.lists(TEXTS, max_size=2))),
    )  # fmt: skip
    notes = [_note(draw, at, recordings) for at in range(draw(st.integers(0, 8)))]
    return HearingSnapshot(hearing, Timeline(recordings), tuple(notes))


def _durations() -> st.SearchStrategy[float | None]:
    return st.none() | st.floats(0.5, 30_000)


def _note(draw: st.DrawFn, number: int, recordings: list[Recording]) -> Note:
    second_s = draw(_SECONDS)
    where = draw(st.sampled_from(recordings)).id if second_s is not None else None
    utc = NOW.astimezone(UTC) + timedelta(seconds=number)
    moment = Moment(utc, where, second_s, 0.0, draw(st.sampled_from([0.04, 8.0])))
    begins = draw(st.sampled_from(["", "", "@chair ", "@chair > ", "> ", "# "]))
    note = Note(f"N{number}", "H1", moment, begins + draw(TEXTS))
    return replace(note, starred=draw(st.booleans()), verified=draw(st.booleans()))


def document_of_snapshot(snapshot: HearingSnapshot) -> HearingDocument:
    """What the formats are given."""
    return render_hearing(snapshot, OPTIONS)

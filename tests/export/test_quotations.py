"""What stands between quotation marks: the words that were said, and nothing of who said them."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hearingnotes.export.document import RenderOptions, render_hearing
from hearingnotes.export.draft_document import CitationResolver, render_draft
from hearingnotes.export.draft_formats import DRAFT_FORMATS
from hearingnotes.export.registry import get_format
from hearingnotes.export.templates import write_snippet
from hearingnotes.model.draft import (
    Draft,
    NoteSource,
    Paragraph,
    ParagraphKind,
    Passage,
    words_of_note,
)
from hearingnotes.model.marks import in_words, read_marks
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from tests.export.conftest import HEARING, NOW, RECORDING, note

LI = "Li Xiaoming 李晓明"
ROSTER = Roster(
    (
        Speaker("li", LI),
        Speaker("castro", "Ana Castro", "Chair"),
        Speaker("chen", "Wei Chen"),
        Speaker("abbott", "Jane Abbott"),
        Speaker("baez", "Luis Baez"),
    )
)
TRIAL = "> Fifteen languages, forty interpreters. Do the sum. @li"
WORDS = "Fifteen languages, forty interpreters. Do the sum."
IN_MARKS = re.compile("“([^”]*)”", re.DOTALL)


def of(text: str, roster: Roster = ROSTER) -> HearingSnapshot:
    hearing = replace(HEARING, roster=roster)
    return HearingSnapshot(hearing, Timeline([RECORDING]), (note(1, text, 60.0),))


def exported(export_format: str, snapshot: HearingSnapshot) -> str:
    return get_format(export_format).write(snapshot, RenderOptions())


def article(export_format: str, snapshot: HearingSnapshot) -> str:
    """As an article has it that took the note over."""
    (taken,) = snapshot.notes
    kind, words = words_of_note(read_marks(taken.text))
    passage = Passage(
        in_words(words, snapshot.roster.names), (NoteSource(taken.hearing_id, taken.id),)
    )
    draft = Draft("D", NOW, paragraphs=(Paragraph("P", (passage,), kind),))
    return DRAFT_FORMATS[export_format].write(
        render_draft(draft, CitationResolver({"H1": snapshot}, RenderOptions()))
    )


def copied(snapshot: HearingSnapshot) -> str:
    """As the key that copies a note has it."""
    story = render_hearing(snapshot, RenderOptions())
    return write_snippet("{{ entry.line }}", "here", entry=story.entries[0], story=story)


def _in_marks(text: str) -> list[str]:
    return [" ".join(found.split()) for found in IN_MARKS.findall(unescape(text))]


def _in_blockquotes(html: str) -> list[str]:
    found = re.findall("<blockquote[^>]*>(.*?)</blockquote>", html, re.DOTALL)
    return [" ".join(unescape(re.sub("<[^>]*>", "", quoted)).split()) for quoted in found]


def _in_markdown(text: str) -> list[str]:
    """Without who said it, and the source: they stand behind a dash."""
    quoted = _in_blockquotes(MarkdownIt().render(text))
    return [found.partition(" — ")[0].partition(" (Source")[0] for found in quoted]


def _of_transcript(text: str) -> str:
    words: str = json.loads(text)["text"]
    return words.replace("</p><p>", " ")


WAYS: dict[str, tuple[Callable[[HearingSnapshot], str], Callable[[str], list[str]]]] = {
    **{
        export_format: (partial(exported, export_format), _in_marks)
        for export_format in ("log", "minutes", "liveblog", "srt", "vtt")
    },
    "otr": (lambda of_one: _of_transcript(exported("otr", of_one)), _in_marks),
    "article": (partial(exported, "article"), _in_markdown),
    "html": (partial(exported, "html"), _in_blockquotes),
    "draft as markdown": (partial(article, "markdown"), _in_marks),
    "draft as text": (partial(article, "text"), _in_marks),
    "copied": (copied, _in_marks),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_speaker_behind_the_quote_is_not_quoted(way: str) -> None:
    write, quoted = WAYS[way]
    written = write(of(TRIAL))
    assert quoted(written) == [WORDS]
    assert LI in written
    assert written == write(of(f"@li: {TRIAL.removesuffix(' @li')}"))


def test_exported_lines_have_the_name_before_the_quote() -> None:
    line = f"{LI}: “{WORDS}”"
    for way in ("log", "liveblog", "srt", "vtt", "otr", "copied", "draft as text"):
        assert line.removesuffix("”") in WAYS[way][0](of(TRIAL)), way
    chapters = [note(at, text, at * 60.0) for at, text in enumerate([TRIAL, "b", "c"])]
    three = HearingSnapshot(of(TRIAL).hearing, Timeline([RECORDING]), tuple(chapters))
    assert line in get_format("chapters").write(three, RenderOptions())
    assert f"| {LI} | “{WORDS}” |" in exported("minutes", of(TRIAL))


def test_data_exports_name_the_speaker_and_keep_the_typed_text() -> None:
    (stored,) = json.loads(exported("json", of(TRIAL)))["notes"]
    assert (stored["speaker"], stored["kind"], stored["text"]) == (LI, "quote", TRIAL)
    row = exported("csv", of(TRIAL)).splitlines()[1]
    assert f",quote,,{LI},," in row


@pytest.mark.parametrize("way", WAYS)
def test_each_of_several_speakers_has_their_own_words(way: str) -> None:
    write, quoted = WAYS[way]
    written = write(of("> Will we vote? @castro\n> Nine to zero. @li"))
    assert quoted(written) == ["Will we vote?", "Nine to zero."]
    assert written.index("Ana Castro") < written.index(LI)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("yes:\n@abbott\n@baez\nno:\n@chen", "yes: Jane Abbott Luis Baez no: Wei Chen"),
        ("> I never met @castro\n@li", f"{LI}: “I never met Ana Castro”"),
        ("> I yield my time to @li", f"“I yield my time to {LI}”"),
        ("> I agree with Sen. @castro", "“I agree with Sen. Ana Castro”"),
        ("> The mayor knows. cc @castro", "“The mayor knows. cc Ana Castro”"),
        ("> Who pays?\n@li\n> The city.", f"“Who pays?” {LI} “The city.”"),
        ("> Who pays? @li\n> The city.", f"{LI}: “Who pays?” – “The city.”"),
        ("@li asks.\n> The city.", f"{LI}: asks. – “The city.”"),
        ("5-0. Absent — @chen", "5-0. Absent — Wei Chen"),
        ("Absent:\n@chen", "Absent: Wei Chen"),
        ("Next speaker:\n@li", f"Next speaker: {LI}"),
    ],
)
def test_a_quote_of_an_uncertain_speaker_is_exported_without_a_name(text: str, line: str) -> None:
    kind, words = words_of_note(read_marks(text))
    written = in_words(words, ROSTER.names)
    assert " ".join((f"“{written}”" if kind is ParagraphKind.QUOTE else written).split()) == line
    for way in ("log", "liveblog", "srt", "vtt", "copied"):
        assert line in " ".join(unescape(WAYS[way][0](of(text))).split()), way


def test_a_quote_of_nobody_stands_apart_from_a_quote_of_somebody() -> None:
    two = of("> Who pays? @li\n> The city.")
    assert "“Who pays?” – “The city.”" in exported("minutes", two)
    assert f"> Who pays? — {LI}\n\n> The city. (Source" in exported("article", two)
    page = " ".join(exported("html", two).split())
    assert 'Who pays?</blockquote> <hr> <blockquote dir="auto">The city.' in page
    assert "<v" not in exported("vtt", two)


def test_an_article_names_the_speaker_who_acts_before_a_quote() -> None:
    written = exported("article", of("@castro asks who pays.\n> The city."))
    assert "Ana Castro: asks who pays.\n\n> The city. (Source" in written


def test_a_section_that_begins_with_a_quote_has_its_speaker_too() -> None:
    section = f"# Item 4\n{TRIAL}"
    for export_format in ("log", "liveblog", "minutes"):
        written = exported(export_format, of(section))
        assert (_in_marks(written), "@" in written, "\\>" in written) == ([WORDS], False, False), (
            export_format
        )


def test_a_subtitle_voice_is_of_one_speaker() -> None:
    assert f"<v {LI}>" in exported("vtt", of(TRIAL))
    assert "<v" not in exported("vtt", of("> Will we vote? @castro\n> Nine to zero. @li"))


def test_an_unknown_name_is_not_quoted_either() -> None:
    assert "pike: “Do the sum.”" in exported("log", of("> Do the sum. @pike", Roster()))


WORD = st.sampled_from(
    [
        "sum",
        "vote",
        "Levy",
        "forty",
        "语言",
        "十五",
        "שפות",
        "पंद्रह",
        "naïve",
        "don't",
        "991",
        "city-wide",
    ]
)
SAID = st.builds(
    lambda words, end: " ".join(words) + end,
    st.lists(WORD, min_size=1, max_size=6),
    st.sampled_from([".", "!", "?", "…", ""]),
)
MARKS = st.sampled_from(["qx", "Qx", "qx-zw", "秦晓", "קזח", "jose\u0301", "क्षत्री", "q7"])
APART = [" — @{}", " (@{})", "\n@{}", "\n— @{}"]
BEHIND = [" @{}", "  @{} ", " @{} #levy"]
NAME = "Zwxq Qvzj"


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=20)
@given(
    said=st.lists(SAID, min_size=1, max_size=3), mark=MARKS, is_known=st.booleans(), data=st.data()
)
def test_quotes_have_every_spoken_word_and_no_name(
    way: str, said: list[str], mark: str, is_known: bool, data: st.DataObject
) -> None:
    is_ended = said[-1][-1] in ".!?…"
    behind = data.draw(st.sampled_from([*APART, *(BEHIND if is_ended else [])]))
    roster = Roster((Speaker(mark.casefold(), NAME),)) if is_known else Roster()
    text = "\n".join(f"> {line}" for line in said) + behind.format(mark)
    write, quoted = WAYS[way]
    written = write(of(text, roster))
    assert " ".join(quoted(written)) == " ".join(said)
    assert (NAME if is_known else mark.casefold()) in written.casefold() + written

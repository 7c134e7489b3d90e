"""Drafts as they are told."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from hearingnotes.export.document import RenderOptions
from hearingnotes.export.draft_document import (
    CitationResolver,
    DocumentPassage,
    DraftDocument,
    draft_warnings,
    render_draft,
)
from hearingnotes.export.draft_formats import DRAFT_FORMATS, get_draft_format
from hearingnotes.model.draft import (
    Draft,
    LinkSource,
    NoteSource,
    Paragraph,
    ParagraphKind,
    Passage,
)
from hearingnotes.model.hearing import Recording
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from tests.export.conftest import HEARING, NOW, RECORDING, note

FIRST, SECOND = "4LBmWqYuuDY", "AVYiCMsvy5c"
OTHER = Recording("R2", "H2", "youtube", SECOND, f"https://youtu.be/{SECOND}")


def hearing_of(hearing_id: str, recording: Recording, seconds: list[int]) -> HearingSnapshot:
    notes = tuple(
        replace(
            note(second, f"heard at {second}", float(second)),
            id=f"N{second}",
            hearing_id=hearing_id,
            moment=replace(note(1, "", float(second)).moment, recording_id=recording.id),
        )
        for second in seconds
    )
    return HearingSnapshot(replace(HEARING, id=hearing_id), Timeline([recording]), notes)


HEARINGS = {
    "H1": hearing_of("H1", RECORDING, [6957, 1716, 19944, 9061]),
    "H2": hearing_of("H2", OTHER, [6407, 6285]),
}


def cited(text: str, *seconds: int) -> Passage:
    second_hearing = {6407, 6285}
    sources = (NoteSource("H2" if s in second_hearing else "H1", f"N{s}") for s in seconds)
    return Passage(text, tuple(sources))


def paragraphs(*all_passages: tuple[Passage, ...]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(f"P{at}", passages) for at, passages in enumerate(all_passages))


POST = Draft(
    "D1",
    NOW,
    "Council Weighs How Records Are Kept",
    paragraphs=paragraphs(
        (Passage("A meeting took place on Friday."),),
        (cited("Staff were trained. The training covered 70 agencies.", 6957),),
        (cited("The rules forbid it.", 1716),),
        (cited("People were afraid", 19944),),
        (cited("Refreshers are regular.", 6407),),
        (
            cited("More funds are asked for.", 19944),
            cited("This agrees with other reports.", 6285),
        ),
        (cited("Centers are planned.", 9061), Passage("They will open soon.")),
    ),
)


def test_an_article_cites_two_videos_out_of_order_and_one_second_twice() -> None:
    article = render_draft(POST, CitationResolver(HEARINGS, RenderOptions()))
    assert DRAFT_FORMATS["text"].write(article) == (
        "Council Weighs How Records Are Kept\n"
        "\n\n\n"
        "A meeting took place on Friday.\n\n"
        "Staff were trained. The training covered 70 agencies "
        f"(Source: https://youtu.be/{FIRST}&t=6957).\n\n"
        f"The rules forbid it (Source: https://youtu.be/{FIRST}&t=1716).\n\n"
        f"People were afraid (Source: https://youtu.be/{FIRST}&t=19944).\n\n"
        f"Refreshers are regular (Source: https://youtu.be/{SECOND}&t=6407).\n\n"
        f"More funds are asked for (Source: https://youtu.be/{FIRST}&t=19944). "
        f"This agrees with other reports (Source: https://youtu.be/{SECOND}&t=6285).\n\n"
        f"Centers are planned (Source: https://youtu.be/{FIRST}&t=9061). They will open soon.\n"
    )


def test_an_article_in_markdown_differs_from_plain_text_by_its_signs_alone() -> None:
    article = render_draft(POST, CitationResolver(HEARINGS, RenderOptions()))
    plain = DRAFT_FORMATS["text"].write(article)
    marked = DRAFT_FORMATS["markdown"].write(article)
    assert marked.removeprefix("# ").split() == plain.split()


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It passed.", "It passed (Source: L)."),
        ("It passed", "It passed (Source: L)."),
        ("Did it pass?", "Did it pass? (Source: L)"),
        ("“It passed.”", "“It passed.” (Source: L)"),
        ("It passed...", "It passed... (Source: L)"),
        ("It passed…", "It passed… (Source: L)"),
        ("It passed (9 to 0).", "It passed (9 to 0) (Source: L)."),
        ("", "(Source: L)"),
    ],
)
def test_a_source_stands_before_the_full_stop(text: str, whole: str) -> None:
    link = LinkSource("youtube", FIRST, f"https://youtu.be/{FIRST}", 0.0)
    draft = Draft("D", NOW, paragraphs=paragraphs((Passage(text, (link,)),)))
    document = render_draft(draft, CitationResolver({}, RenderOptions()))
    (passage,) = document.paragraphs[0].passages
    said = f"{passage.body} ({passage.source}){passage.end}".strip()
    assert said.replace(passage.citations[0].link, "L") == whole


def test_an_article_has_headings_quotes_and_several_sources() -> None:
    draft = Draft(
        "D1", NOW, "H *1*", "What it was about", ("H1",),
        (
            Paragraph("P1", (Passage("The # vote"),), ParagraphKind.HEADING),
            Paragraph("P2", (cited("We will\nvote.", 6957, 1716),), ParagraphKind.QUOTE),
        ),
    )  # fmt: skip
    assert DRAFT_FORMATS["markdown"].write(
        render_draft(draft, CitationResolver(HEARINGS, RenderOptions()))
    ) == (
        "# H \\*1\\*\n\n*What it was about*\n\n## The # vote\n\n"
        f"> We will  \n> vote (Sources: https://youtu.be/{FIRST}&t=6957, "
        f"https://youtu.be/{FIRST}&t=1716).\n"
    )


def test_an_article_in_plain_text_keeps_quotes_and_the_source_of_a_heading() -> None:
    draft = Draft("D1", NOW, "H", paragraphs=(
        Paragraph("P1", (cited("We will.", 6957),), ParagraphKind.QUOTE),
        Paragraph("P2", (cited("“We won’t.”", 6957),), ParagraphKind.QUOTE),
        Paragraph("P3", (cited("A heading", 6957),), ParagraphKind.HEADING),
    ))  # fmt: skip
    article = render_draft(draft, CitationResolver(HEARINGS, RenderOptions()))
    source = f"(Source: https://youtu.be/{FIRST}&t=6957)"
    assert DRAFT_FORMATS["text"].write(article).split("\n\n")[2:] == [
        f"“We will.” {source}",
        f"“We won’t.” {source}",
        f"A heading {source}.\n",
    ]
    assert f"## A heading {source}\n" in DRAFT_FORMATS["markdown"].write(article)


def test_each_spoken_line_is_a_quote_in_plain_text() -> None:
    said = cited("We will vote.\n\n“Not today.”\n“Why,” he asked, “not?”\n“Yes” it is.", 6957)
    draft = Draft("D1", NOW, paragraphs=(Paragraph("P1", (said,), ParagraphKind.QUOTE),))
    article = render_draft(draft, CitationResolver(HEARINGS, RenderOptions()))
    source = f"(Source: https://youtu.be/{FIRST}&t=6957)"
    assert DRAFT_FORMATS["text"].write(article) == (
        f"“We will vote.”\n“Not today.”\n“Why,” he asked, “not?”\n““Yes” it is.” {source}\n"
    )


WORDLESS = Draft("D", NOW, "H", paragraphs=paragraphs(
    (cited("", 6957),),
    (cited("It rose.", 1716), cited(" ", 6957)),
    (Passage(""),),
))  # fmt: skip


def test_paragraphs_without_words_are_left_out_and_reported(tmp_path: Path) -> None:
    draft = replace(
        WORDLESS,
        paragraphs=(*WORDLESS.paragraphs, Paragraph("T", (Passage(""),), ParagraphKind.HEADING)),
    )
    article = render_draft(draft, CitationResolver(HEARINGS, RenderOptions()))
    words = f"It rose (Source: https://youtu.be/{FIRST}&t=1716)."
    assert DRAFT_FORMATS["text"].write(article) == f"H\n\n\n\n{words}\n"
    assert DRAFT_FORMATS["markdown"].write(article) == f"# H\n\n{words}\n"
    own = tmp_path / "own.jinja"
    own.write_text("{{ article.paragraphs | length }}")
    assert get_draft_format(None, None, own).write(article) == "1\n"
    assert draft_warnings(article) == [
        "3 paragraphs have no words yet, and are left out.",
        "1 passage has no words yet, and is left out.",
    ]


def test_one_paragraph_without_words_is_reported_in_the_singular() -> None:
    article = render_draft(
        replace(WORDLESS, paragraphs=WORDLESS.paragraphs[:1]), CitationResolver({}, RenderOptions())
    )
    assert draft_warnings(article) == ["1 paragraph has no words yet, and is left out."]


def test_the_standfirst_follows_the_headline_in_plain_text() -> None:
    draft = replace(POST, headline="H", standfirst="In short", paragraphs=POST.paragraphs[:1])
    text = DRAFT_FORMATS["text"].write(
        render_draft(draft, CitationResolver(HEARINGS, RenderOptions()))
    )
    assert text == "H\n\nIn short\n\n\n\nA meeting took place on Friday.\n"


def test_a_deleted_note_is_cited_and_reported() -> None:
    notes = tuple(replace(n, deleted_utc=NOW) for n in HEARINGS["H1"].notes)
    deleted = replace(HEARINGS["H1"], notes=notes)
    draft = Draft("D", NOW, paragraphs=paragraphs((cited("x", 6957),)))
    article = render_draft(draft, CitationResolver({"H1": deleted}, RenderOptions()))
    assert f"{FIRST}&t=6957" in article.paragraphs[0].passages[0].source
    assert draft_warnings(article) == ["1 citation cites a note that was deleted."]


def test_a_cited_note_without_a_place_has_its_time_of_day() -> None:
    by_clock = HearingSnapshot(HEARING, Timeline([RECORDING]), (note(1, "corridor"),))
    draft = Draft(
        "D", NOW, paragraphs=paragraphs((Passage("x", (NoteSource("H1", "N1"),)), Passage("y")))
    )
    article = render_draft(draft, CitationResolver({"H1": by_clock}, RenderOptions()))
    assert "noted at 2026-01-16" in article.paragraphs[0].passages[0].source
    assert draft_warnings(article) == [
        "1 paragraph has no source.",
        "1 citation points to a note without a place in a recording; an anchor gives one.",
    ]


def test_a_cited_note_that_is_gone_is_reported() -> None:
    draft = Draft("D", NOW, paragraphs=paragraphs((cited("x", 6957),)))
    (paragraph,) = render_draft(draft, CitationResolver({}, RenderOptions())).paragraphs
    assert "not known any more" in paragraph.passages[0].source


def test_links_of_an_article_follow_the_render_options() -> None:
    source = LinkSource("local_file", "/home/ana/media/a.mp4", "/home/ana/media/a.mp4", 61.0)
    draft = Draft("D", NOW, paragraphs=paragraphs((Passage("x", (source,)),)))
    options = RenderOptions(beside=PurePosixPath("/home/ana/stories"))
    article: DraftDocument = render_draft(draft, CitationResolver({}, options))
    passage: DocumentPassage = article.paragraphs[0].passages[0]
    assert passage.citations[0].link == "../media/a.mp4#t=61"


def test_a_cited_file_is_a_link_in_markdown_and_a_name_in_plain_text() -> None:
    key = "/home/ana/council levy (1).mp4"
    options = RenderOptions(beside=PurePosixPath("/home/ana/stories"))
    recording = replace(RECORDING, platform="local_file", key=key, url=key)
    hearings = {"H1": hearing_of("H1", recording, [25])}
    of_note, of_link = cited("It rose.", 25), LinkSource("local_file", key, key, 61.0)
    draft = Draft("D", NOW, paragraphs=paragraphs((of_note, Passage("Or fell.", (of_link,)))))
    document = render_draft(draft, CitationResolver(hearings, options))
    assert DRAFT_FORMATS["text"].write(document).strip() == (
        "It rose (Source: council levy (1).mp4 at 0:25). "
        "Or fell (Source: council levy (1).mp4 at 1:01)."
    )
    way = "../council%20levy%20%281%29.mp4"
    assert DRAFT_FORMATS["markdown"].write(document).strip() == (
        f"It rose (Source: [0:25]({way}#t=25)). Or fell (Source: [1:01]({way}#t=61))."
    )
    named = {"H1": hearing_of("H1", replace(recording, title="The levy"), [25])}
    passage = render_draft(draft, CitationResolver(named, options)).paragraphs[0].passages[0]
    assert passage.source == "Source: The levy at 0:25"

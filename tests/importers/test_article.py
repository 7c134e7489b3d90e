"""An article with its sources comes in as a draft."""

from pathlib import PurePosixPath

import pytest

from hearingnotes import files
from hearingnotes.export.document import RenderOptions
from hearingnotes.export.draft_document import CitationResolver, render_draft
from hearingnotes.export.draft_formats import DRAFT_FORMATS
from hearingnotes.importers.registry import all_importers
from hearingnotes.model.draft import Draft, LinkSource, ParagraphKind, Source
from tests.importers.conftest import READ_UTC, VIDEO, read

OTHER = "AVYiCMsvy5c"
A = f"https://youtu.be/{VIDEO}&t="
B = f"https://youtu.be/{OTHER}&t="

# As pages give it: a headline, empty lines, paragraphs with sources, and what is below them.
POSTED = f"""Council Hears the Night Buses



The committee met on Monday, and the room was full.

The fleet is to grow by a third, the agency said (Source: {A}6957).

Depots come first, by its account (Source: {A}1716).

Drivers doubted that the depots would be ready (Source: {A}19944).

The agency named a second site (Source: {B}6407).

Riders asked for later hours (Source: {A}19944). The agency will answer in March (Source: {B}6285).

A vote is planned for spring (Source: {A}9061). Nobody spoke against it.

The chair thanked all who came (Source: {B}12).


Discover more from The Example Post

Subscribe to get the latest posts sent to your email.

Leave a comment
"""


Parted = tuple[str, list[str]]


def draft(text: str) -> Draft:
    found = read("markdown", text).draft
    assert found is not None
    return found


def parted(text: str) -> list[Parted]:
    """The passages of a text's paragraphs, with the key and second of their sources."""
    passages = [p for paragraph in draft(text).paragraphs for p in paragraph.passages]
    return [(passage.text, list(map(named, passage.sources))) for passage in passages]


def named(source: Source) -> str:
    assert isinstance(source, LinkSource)
    return f"{source.key}@{source.second_s:g}"


def test_a_posted_article_comes_in_whole() -> None:
    article = draft(POSTED)
    assert article.headline == "Council Hears the Night Buses"
    assert len(article.paragraphs) == 8
    sources = [source for paragraph in article.paragraphs for source in paragraph.sources]
    assert len(sources) == 8
    assert {source.key for source in sources if isinstance(source, LinkSource)} == {VIDEO, OTHER}
    assert article.paragraphs[5].passages[0].text == "Riders asked for later hours."
    assert [p.text for p in article.paragraphs[6].passages] == [
        "A vote is planned for spring.",
        "Nobody spoke against it.",
    ]
    assert article.unsourced == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"It rose (Source: {A}90).", [("It rose.", [f"{VIDEO}@90"])]),
        (f"It rose. (Source: {A}90)", [("It rose.", [f"{VIDEO}@90"])]),
        (f"It rose! (Source: {A}90). So.", [("It rose!", [f"{VIDEO}@90"]), ("So.", [])]),
        (f"It rose (Sources: {A}90, {B}5).", [("It rose.", [f"{VIDEO}@90", f"{OTHER}@5"])]),
        (f"It rose (sources: {A}90 and {B}5)", [("It rose", [f"{VIDEO}@90", f"{OTHER}@5"])]),
        (f"It rose (Source: {A}90, ±60s).", [("It rose.", [f"{VIDEO}@90"])]),
        (f"It rose (Source: [1:30]({A}90)).", [("It rose.", [f"{VIDEO}@90"])]),
        (f"It rose [1:30]({A}90), then fell.", [("It rose,", [f"{VIDEO}@90"]), ("then fell.", [])]),
        (f"It [rose]({A}90) then.", [("It rose", [f"{VIDEO}@90"]), ("then.", [])]),
        (f"It rose {A}90.", [("It rose.", [f"{VIDEO}@90"])]),
        (f"It rose <{A}90>.", [("It rose.", [f"{VIDEO}@90"])]),
        (f"It rose {A}90, {B}5 and", [("It rose", [f"{VIDEO}@90", f"{OTHER}@5"]), ("and", [])]),
        (f"It rose {A}90, fell {B}5", [("It rose,", [f"{VIDEO}@90"]), ("fell", [f"{OTHER}@5"])]),
        (f"It rose ({A}90).", [("It rose.", [f"{VIDEO}@90"])]),
        (f"It rose ([source]({A}90)).", [("It rose.", [f"{VIDEO}@90"])]),
        (f"It rose. [Source]({A}90)", [("It rose.", [f"{VIDEO}@90"])]),
        (f"It rose ([video]({A}90), [1:00]({B}5)).", [("It rose.", [f"{VIDEO}@90", f"{OTHER}@5"])]),
        (f"A [source]({A}90) said so.", [("A source", [f"{VIDEO}@90"]), ("said so.", [])]),
        (f"It ([as]({A}90) it was) rose.", [("It (as", [f"{VIDEO}@90"]), ("it was) rose.", [])]),
        (f"It rose ([1:30]({A}90), he said).", [("It rose", [f"{VIDEO}@90"]), ("(he said).", [])]),
        (
            f"She [said no]({A}90) and then [left]({B}5), see.",
            [("She said no", [f"{VIDEO}@90"]), ("and then left,", [f"{OTHER}@5"]), ("see.", [])],
        ),
        (f"He said “[no]({A}90)”, then", [("He said “no”,", [f"{VIDEO}@90"]), ("then", [])]),
        (f"[The mayor]({A}90)’s plan", [("The mayor’s", [f"{VIDEO}@90"]), ("plan", [])]),
        (f"**It _rose_ ([source]({A}90)).** So.", [("It rose.", [f"{VIDEO}@90"]), ("So.", [])]),
        (f"It rose (Source: minutes, {A}90).", [("It rose (minutes).", [f"{VIDEO}@90"])]),
        (f"[1:30]({A}90) It rose. {B}5", [("It rose.", [f"{VIDEO}@90", f"{OTHER}@5"])]),
        (f"It rose.\n\n{A}90\n{B}5", [("It rose.", [f"{VIDEO}@90", f"{OTHER}@5"])]),
        (f"It rose.\n\n(Sources: {A}90, {B}5)", [("It rose.", [f"{VIDEO}@90", f"{OTHER}@5"])]),
        (f"It rose (Source: https://youtu.be/{VIDEO}).", [("It rose.", [f"{VIDEO}@0"])]),
        (f"It rose (https://youtu.be/{VIDEO}).", [(f"It rose (https://youtu.be/{VIDEO}).", [])]),
        ("[A](https://a.example) (Source: me).", [("A (https://a.example) (Source: me).", [])]),
        (f"It rose (Source: {A}90", [("It rose (Source:", [f"{VIDEO}@90"])]),
    ],
)  # fmt: skip
def test_a_source_of_an_article_belongs_to_the_words_before_it(
    text: str, expected: list[Parted]
) -> None:
    assert parted(text) == expected


@pytest.mark.parametrize(
    "link",
    [
        f"https://youtu.be/{VIDEO}?t=90",
        f"youtu.be/{VIDEO}?si=abc&t=1m30s",
        f"https://www.youtube.com/watch?v={VIDEO}&t=90s",
        f"https://m.youtube.com/watch?t=90&v={VIDEO}",
        f"https://www.youtube.com/live/{VIDEO}?t=90",
        f"https://www.youtube.com/embed/{VIDEO}?start=90",
        f"https://www.google.com/url?q=https%3A%2F%2Fyoutu.be%2F{VIDEO}%3Ft%3D90",
    ],
)
def test_every_spelling_of_a_link_is_a_source_of_an_article(link: str) -> None:
    assert parted(f"It rose (Source: {link}).") == [("It rose.", [f"{VIDEO}@90"])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("See [the _report_](https://e.example/a_b_c.pdf), p. 3.",
         "See the report (https://e.example/a_b_c.pdf), p. 3."),
        ("![A map](map.png \"Title\") of it", "A map (map.png) of it"),
        ("[![A map](map.png)](https://e.example/map)", "A map (map.png) (https://e.example/map)"),
        ("<https://e.example/_a_/b> and https://e.example/_c_/d.",
         "https://e.example/_a_/b and https://e.example/_c_/d."),
        ("[below](#next)", "below"),
        ("[https://e.example/](https://e.example/)", "https://e.example/"),
        ("**bold**, __bold__, _it_, *it*, **bold _it_**, a_b", "bold, bold, it, it, bold it, a_b"),
    ],
)  # fmt: skip
def test_an_article_keeps_other_links_and_pictures_as_words_with_their_address(
    text: str, words: str
) -> None:
    article = draft(f"# Head\n\n{text} ({A}90)")
    assert [p.text for p in article.paragraphs] == [words]
    document = render_draft(article, CitationResolver({}, RenderOptions()))
    written = DRAFT_FORMATS["markdown"].write(document)
    assert draft(written).paragraphs[0].text.rstrip(".") == words.rstrip(".")


def test_links_to_files_lead_from_the_folder_of_the_article() -> None:
    text = (
        "It rose (Source: [0:12](shelter.flac#t=12)). It fell [1:00](../a%20b.mp4#t=60).\n\n"
        "It stood (Source: ../levy.mp4#t=25).\n\nIt lay c/d.ogg#t=3.\n\n"
        "[No](/etc/passwd#t=3), [no](../../../up.mp4#t=3), [no](x:y.mp4#t=3), [no](a.mp4)"
    )
    folder = PurePosixPath("/home/ana/stories")
    source = files.SourceFile("a.md", text, READ_UTC, folder)
    article = all_importers()["markdown"].read(source).draft
    assert article is not None
    passages = [p for paragraph in article.paragraphs for p in paragraph.passages]
    assert [(p.text, list(map(named, p.sources))) for p in passages[:4]] == [
        ("It rose.", ["/home/ana/stories/shelter.flac@12"]),
        ("It fell.", ["/home/ana/a b.mp4@60"]),
        ("It stood.", ["/home/ana/levy.mp4@25"]),
        ("It lay.", ["/home/ana/stories/c/d.ogg@3"]),
    ]
    assert [len(p.sources) for p in passages[4:]] == [0]


def test_an_article_keeps_numbers_of_lists_and_drops_other_bullets() -> None:
    article = draft(
        '---\ntitle: "The Levy"\ntags: [a, b]\n---\n\n1. First\n2. Second\n   - nested\n'
    )
    assert article.headline == "The Levy"
    assert [p.text for p in article.paragraphs] == ["1. First", "2. Second", "nested"]
    assert draft("---\n\nOne.\n\n---\n\nTwo.").paragraphs[0].text == "One."


def test_a_heading_of_an_article_keeps_its_source() -> None:
    article = draft(f"# H\n\n## Next (Source: {A}90)\n")
    assert parted(f"## Next (Source: {A}90)") == [("Next", [f"{VIDEO}@90"])]
    assert article.paragraphs[0].kind is ParagraphKind.HEADING


def test_an_article_takes_no_source_from_disk_files_and_pages_without_video() -> None:
    text = "It rose (Source: file:///etc/passwd#t=3, https://youtu.be/nope&t=3)."
    assert [sources for _, sources in parted(text)] == [[]]


def test_headings_quotes_and_lists_of_an_article_are_read() -> None:
    text = (
        "<!-- x -->\n# The \\*Head\\* #\n\n*In short:\nall of it*\n\nOne\ntwo  \nthree\n## Next\n"
        f"> said\n> so (Source: {A}90).\n>\n> And more.\n\n- first\n- second\n\n---\n"
        "**Bold** &amp; a\\_b\n"
    )
    article = draft(text)
    assert (article.headline, article.standfirst) == ("The *Head*", "In short: all of it")
    assert [(p.kind, p.text) for p in article.paragraphs] == [
        (ParagraphKind.TEXT, "One two\nthree"),
        (ParagraphKind.HEADING, "Next"),
        (ParagraphKind.QUOTE, "said so."),
        (ParagraphKind.QUOTE, "And more."),
        (ParagraphKind.TEXT, "first"),
        (ParagraphKind.TEXT, "second"),
        (ParagraphKind.TEXT, "Bold & a_b"),
    ]


def test_sources_below_a_heading_stay_below_it() -> None:
    assert parted(f"## Next\n\n(Source: {A}90)") == [("Next", []), ("", [f"{VIDEO}@90"])]


def test_an_article_that_was_imported_is_recognized() -> None:
    one, again = draft(POSTED), draft(POSTED)
    assert one == again
    assert len({paragraph.id for paragraph in one.paragraphs}) == 8
    assert draft(POSTED + "\nMore.").id[10:] != one.id[10:]

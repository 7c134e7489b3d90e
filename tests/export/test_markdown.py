"""Typed text goes through markdown unchanged, and its source stays readable."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from hearingnotes.export.markdown import escape, escape_inline

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
GITHUB = (
    MarkdownIt(
        "commonmark",
        {"strikethrough_single_tilde": True, "tasklists": True, "alerts": True},
    )
    .enable(["table", "strikethrough"])
    .use(footnote_plugin)
)
LINKIFYING = MarkdownIt("commonmark", {"linkify": True}).enable(["table", "linkify"])
RENDERERS = pytest.mark.parametrize("renderer", [COMMONMARK, GITHUB], ids=["commonmark", "github"])

# An id that ends in _ closes what a text before it left open.
SOURCE_LINKS = ["https://youtu.be/abcdefghijk&t=5", "https://youtu.be/bcdefghijk_&t=5"]

PIECES = [
    *"abc019 \n\t*_~`#>+-=|:.()[]{}<>!&;\\\"'/^$@,?%é…£ ",
    *["  ", "\n\n", "**", "__", "~~", "```", "~~~", "---", "===", "***", "# ", "> ", "- ", "+ "],
    *["1. ", "1) ", "10. ", "](", "][", "]: ", "![", "[^", "^[", "[ ] ", "[x] ", "[sic]", "|-|"],
    *["|--|--|", ":-:", "<b>", "</b>", "<!--", "-->", "<?", "<div", "<x@y.z>", "<http://a>"],
    *[
        "&amp;",
        "&#42;",
        "&copy",
        "&x;",
        "https://",
        "https://a.b/",
        "/_c",
        "d_/",
        "x*",
        "word ",
        "WWW.",
        "Ftp://A.b/_C_",
    ],
]
TYPED = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.sampled_from("ab *_~`\n.(“£"), max_size=25).map("".join),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=25),
)


def fold(text: str) -> str:
    return re.sub("[ \t\n]+", " ", text)


def typed_paragraphs(text: str) -> list[str]:
    """What a reader should see: paragraphs, in them lines, in them words."""
    lines = [fold(line.strip()) for line in text.splitlines()]
    return [p.strip("\n") for p in re.split("\n{2,}", "\n".join(lines).strip("\n")) if p]


def shown(children: Sequence[Token] | None) -> tuple[str, list[str]]:
    """The text that a reader sees, and the links in it; not those that show their own address."""
    text, links = "", []
    for token in children or []:
        if token.type == "link_open":
            if token.markup != "autolink":
                links.append(str(token.attrs["href"]))
        elif token.type in {"hardbreak", "softbreak"}:
            text += "\n" if token.type == "hardbreak" else "<softbreak>"
        elif token.type == "text":
            text += token.content
        else:
            assert token.type == "link_close", f"{token.type} out of plain text"
    return "\n".join(fold(line).strip() for line in text.split("\n")), links


def shown_paragraphs(renderer: MarkdownIt, source: str) -> list[tuple[str, list[str]]]:
    tokens = renderer.parse(source)
    kinds = [token.type for token in tokens]
    assert kinds == ["paragraph_open", "inline", "paragraph_close"] * (len(tokens) // 3)
    return [shown(token.children) for token in tokens[1::3]]


UNTOUCHED = [
    "costs $5 * 3 [sic]",
    "5 * 3 * 2 is 30",
    "a _ alone, a * alone",
    "snake_case, a_b_c, file_name.txt",
    "$5* (*see below",
    "about ~40 people, then ~50",
    "#housing and @chair said: 5 < 6, x <- y, I <3 this",
    "AT&T; R&D; this&that; &c.",
    "2*“a” and 3*",
    "a` back tick",
    "the budget [as amended] (page 3)",
    "note [1] and [^2]",
    "C:\\windows and \\d",
    "either | or",
    "100% = all; 2 + 2 = 4; - no; > yes; # 3",
    "-5 degrees, +1, 1.5 million, 2nd, 1.a",
    "Wow! [inaudible]",
    "{{ braces }} ^ {#id}",
    "https://youtu.be/a_b-c_d?t=5&x=~1#frag_ment",
    "(see https://h.org/~ann/*x and https://h.org/~bob/)",
    "https://en.wikipedia.org/wiki/Rent_(economics)",
    "Zoë said “no” — twice…",
    "",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_plain_text_is_not_escaped(text: str) -> None:
    assert escape(text) == text
    assert escape_inline(text) == text


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("# Budget", "\\# Budget"),
        ("###### six", "\\###### six"),
        ("#", "\\#"),
        ("> quoted", "\\> quoted"),
        (">quoted", "\\>quoted"),
        ("- yes", "\\- yes"),
        ("+ yes", "\\+ yes"),
        ("* yes", "\\* yes"),
        ("1. first", "1\\. first"),
        ("12) twelfth", "12\\) twelfth"),
        ("[ ] call back", "\\[ ] call back"),
        ("[x]: y", "\\[x]: y"),
        ("[^1]: y", "\\[^1]: y"),
        ("[a\nb]: y", "\\[a  \nb]: y"),
        ("[](]: y", "\\[\\](]: y"),
        ("[^a[b]: y", "\\[^a[b]: y"),
        ("[^1] [^a *b*]", "[^1] \\[^a \\*b\\*]"),
        ("text\n===", "text  \n\\==="),
        ("text\n---", "text  \n\\---"),
        ("***", "\\***"),
        ("_ _ _", "\\_ _ _"),
        ("```sh\nls\n```", "\\`\\`\\`sh  \nls  \n\\`\\`\\`"),
        ("```sh", "\\`\\`\\`sh"),
        ("~~~\nls", "\\~~~  \nls"),
        ("    indented", "indented"),
        ("\tindented\n\n    again", "indented\n\nagain"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |  \n\\|---|---|  \n| 1 | 2 |"),
        ("a\n:-:", "a  \n\\:-:"),
        ("<!-- hidden -->", "\\<!-- hidden -->"),
        ("<div>\n\nx", "\\<div>\n\nx"),
    ],
)
def test_markup_at_the_start_of_a_line_is_escaped(typed: str, source: str) -> None:
    assert escape(typed) == source


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("*x*", "\\*x\\*"),
        ("a **bold** word", "a \\*\\*bold\\*\\* word"),
        ("2*3*4", "2\\*3\\*4"),
        ("2*~3 and 4*", "2\\*~3 and 4\\*"),
        ("_x_ and snake_case", "\\_x\\_ and snake_case"),
        ("__init__", "\\_\\_init\\_\\_"),
        ("~~x~~", "\\~\\~x\\~\\~"),
        ("5~6, 7~8", "5\\~6, 7\\~8"),
        ("`x`", "\\`x\\`"),
        ("`` ` ``", "\\`\\` \\` \\`\\`"),
        ("<b>bold</b>", "\\<b>bold\\</b>"),
        ("<https://a.b>", "\\<https://a.b>"),
        ("<ann@a.b>, <3@a.b>", "\\<ann@a.b>, \\<3@a.b>"),
        ("&amp; &#42; &#x2A;", "\\&amp; \\&#42; \\&#x2A;"),
        ("\\* \\\\ \\d", "\\\\* \\\\\\ \\d"),
        ("ends in \\", "ends in \\\\"),
        ("*https://a.b/c*d e*", "\\*https://a.b/c*d e\\*"),
        ("**https://a.b**", "\\*\\*https://a.b**"),
        ("www.a.b/*c*/d", "www\\.a.b/\\*c\\*/d"),
        ("https://xn--9ca.b/_c_", "https\\://xn--9ca.b/\\_c\\_"),
    ],
)
def test_markup_within_a_line_is_escaped(typed: str, source: str) -> None:
    assert escape(typed) == source
    assert escape_inline(typed) == source


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("one\ntwo\n\nthree", "one  \ntwo\n\nthree"),
        ("one\r\ntwo\r\r\n\n\nthree\n", "one  \ntwo\n\nthree"),
        ("  one  \n \n\t two ", "one\n\ntwo"),
        ("path\\\nnext", "path\\\\  \nnext"),
        ("*a\nb*", "\\*a  \nb\\*"),
        ("*a\n\nb*", "*a\n\nb*"),
        ("\n \n", ""),
    ],
)
def test_line_breaks_and_paragraphs_are_kept_in_markdown(typed: str, source: str) -> None:
    assert escape(typed) == source


@pytest.mark.parametrize(
    ("typed", "source", "inline"),
    [
        ("[x](y)", "[x\\](y)", "\\[x\\](y)"),
        ("![x](y)", "![x\\](y)", "!\\[x\\](y)"),
        ("x^[note]", "x^\\[note]", "x^\\[note\\]"),
        ("a ] b [ c [sic]", "a ] b [ c [sic]", "a \\] b \\[ c [sic]"),
        ("agenda ##", "agenda ##", "agenda \\##"),
        ("##", "\\##", "\\##"),
        ("F#", "F#", "F#"),
        ("# Budget\n- one\n\n1. two", "\\# Budget  \n\\- one\n\n1\\. two", "# Budget - one 1. two"),
        ("_private", "\\_private", "_private"),
        (
            "https://youtu.be/_bcdefghij_ (*a)",
            "<https://youtu.be/_bcdefghij_> (*a)",
            "https\\://youtu.be/\\_bcdefghij\\_ (*a)",
        ),
        ("\\https://a.b/_c_", "\\\\<https://a.b/_c_>", "\\https\\://a.b/\\_c\\_"),
        ("https://a.b/<b>", "<https://a.b/>\\<b>", "https\\://a.b/\\<b>"),
        (
            "https://a.b/_c_**)d**",
            "<https://a.b/_c_>\\*\\*)d\\*\\*",
            "https\\://a.b/\\_c\\_\\*\\*)d\\*\\*",
        ),
    ],
)
def test_paragraphs_and_lines_differ_in_markdown(typed: str, source: str, inline: str) -> None:
    assert escape(typed) == source
    assert escape_inline(typed) == inline


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("# Budget", "\\# Budget"),
        ("1. x\n2. y", "1\\. x 2. y"),
        ("[x] done", "\\[x\\] done"),
        ("##", "\\##"),
        ("plain", "plain"),
    ],
)
def test_a_typed_text_at_the_start_of_a_line_is_escaped(typed: str, source: str) -> None:
    assert escape_inline(typed, starts_line=True) == source


@RENDERERS
@settings(max_examples=300, deadline=None)
@given(typed=TYPED)
def test_a_reader_of_markdown_sees_what_was_typed(renderer: MarkdownIt, typed: str) -> None:
    expected = [(paragraph, list[str]()) for paragraph in typed_paragraphs(typed)]
    assert shown_paragraphs(renderer, escape(typed)) == expected


@RENDERERS
@pytest.mark.parametrize("link", SOURCE_LINKS)
@settings(max_examples=300, deadline=None)
@given(typed=TYPED)
def test_a_source_may_follow_escaped_text(renderer: MarkdownIt, link: str, typed: str) -> None:
    tail = f" (Source: {link})"
    expected = typed_paragraphs(typed) or [""]
    expected[-1] = (expected[-1] + tail).lstrip()
    source = escape(typed) + tail
    assert shown_paragraphs(renderer, source.lstrip()) == [(p, []) for p in expected]


@RENDERERS
@settings(max_examples=300, deadline=None)
@given(typed=TYPED)
def test_a_heading_of_any_text_stays_one_heading(renderer: MarkdownIt, typed: str) -> None:
    opening, content, closing = renderer.parse(f"# {escape_inline(typed)}\n\nnext")[:3]
    assert (opening.tag, opening.map, closing.type) == ("h1", [0, 1], "heading_close")
    assert shown(content.children) == (typed_line(typed), [])


@RENDERERS
@settings(max_examples=300, deadline=None)
@given(typed=TYPED)
def test_a_list_item_keeps_its_one_link(renderer: MarkdownIt, typed: str) -> None:
    url = "https://youtu.be/x"
    tokens = renderer.parse(f"- [1:55]({url}) {escape_inline(typed)}\n- next")
    assert one_item(tokens) == (f"1:55 {typed_line(typed)}".strip(), [url])


@RENDERERS
@settings(max_examples=300, deadline=None)
@given(typed=TYPED)
def test_a_list_item_may_start_with_the_text(renderer: MarkdownIt, typed: str) -> None:
    tokens = renderer.parse(f"- {escape_inline(typed, starts_line=True)} end\n- next")
    assert one_item(tokens) == (f"{typed_line(typed)} end".strip(), [])


@RENDERERS
@settings(max_examples=300, deadline=None)
@given(typed=TYPED)
def test_the_text_of_a_markdown_link_stays_within_it(renderer: MarkdownIt, typed: str) -> None:
    url = "https://youtu.be/x"
    (paragraph,) = shown_paragraphs(renderer, f"see [{escape_inline(typed)}]({url}).")
    assert paragraph == (fold(f"see {typed_line(typed)}.") if typed_line(typed) else "see .", [url])


def is_one_address(text: str) -> bool:
    """Whether a linkifier would take all of it, wherever it stands."""
    assert LINKIFYING.linkify
    found = LINKIFYING.linkify.match(f"({text}) {text}, {text}")
    whole = [match.text for match in found or []] == [text] * 3
    # Linkifiers disagree about these at the end.
    return whole and not text.endswith(("*", "~"))


@settings(max_examples=300, deadline=None)
@given(
    before=st.sampled_from(["", "*", "_so_ ", "(", "see ", "~~", "**x** "]),
    url=st.lists(st.sampled_from([*"abc_*~-./?=&", "(b)"]), max_size=15)
    .map(lambda pieces: f"https://example.org/{''.join(pieces)}")
    .filter(is_one_address),
    after=st.sampled_from(["", ".", ")", " *yes*", ", _so_", "\nnext"]),
)
def test_addresses_in_markdown_stay_whole(before: str, url: str, after: str) -> None:
    tokens = LINKIFYING.parse(escape(f"{before} {url}{after}"))
    children = tokens[1].children or []
    assert [t.attrs["href"] for t in children if t.type == "link_open"] == [url]


def typed_line(text: str) -> str:
    """What a reader should see on one line."""
    return fold(" ".join(line.strip() for line in text.splitlines() if line.strip()))


def one_item(tokens: list[Token]) -> tuple[str, list[str]]:
    """What is shown in the first item of the list of two that is all there is."""
    item = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"]
    assert [t.type for t in tokens] == ["bullet_list_open", *item, *item, "bullet_list_close"]
    return shown(tokens[3].children)

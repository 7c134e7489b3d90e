"""Templates: those shipped, and what a person's own may do and get wrong."""

from dataclasses import replace
from pathlib import Path

import pytest

from hearingnotes.errors import HearingnotesError, UsageError
from hearingnotes.export.document import HearingDocument
from hearingnotes.export.formats.markdown import TEMPLATES
from hearingnotes.export.registry import all_formats
from hearingnotes.export.templates import write_template


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return tmp_path / "mine.jinja"


def test_the_styles_are_the_files_of_the_templates_folder() -> None:
    styles = {file.name.partition(".")[0] for file in TEMPLATES.glob("*.md.jinja")}
    assert styles == {"article", "liveblog", "log", "minutes"}
    assert styles <= {*all_formats()}


def test_an_own_template_sees_all_of_the_document(template: Path, story: HearingDocument) -> None:
    template.write_text(
        "{{ story.body }}, {{ story.date }}: {{ story.title }}\n"
        "{% for recording in story.recordings %}{{ recording.url }}\n{% endfor %}"
        "{% for entry in story.entries %}\n"
        "{{ loop.index }}. {{ entry.stamp or entry.time_of_day }} {{ entry.text | markdown_line }}"
        " {{ entry.link }} {{ entry.starred }} {{ entry.verified }} ±{{ entry.margin_s }}\n"
        "{% endfor %}\n"
    )
    assert write_template(template, story=story) == (
        "City, 2026-01-16: Council\n"
        "https://youtu.be/4LBmWqYuuDY\n"
        "1. 1:55:35 the levy rises https://youtu.be/4LBmWqYuuDY&t=6935 False False ±0.04\n"
        "2. 2026-01-16 10:00:00 -0500 corridor  False False ±0.0\n"
    )


def test_a_template_for_html_prints_texts_as_texts(tmp_path: Path, story: HearingDocument) -> None:
    text = "<b>{{ story.title }}</b>{{ 'link' if story.body is link }}{{ 'x:y' is link }}"
    dangerous = replace(story, title="<i>&", body="https://a.example")
    rendered = {}
    for name in ("mine.html.jinja", "mine.htm.jinja", "mine.md.jinja"):
        (tmp_path / name).write_text(text)
        rendered[name] = write_template(tmp_path / name, story=dangerous)
    assert (
        rendered["mine.html.jinja"]
        == rendered["mine.htm.jinja"]
        == "<b>&lt;i&gt;&amp;</b>linkFalse\n"
    )
    assert rendered["mine.md.jinja"] == "<b><i>&</b>linkFalse\n"


def test_unknown_values_are_empty_in_a_template(template: Path, story: HearingDocument) -> None:
    template.write_text("{{ story.date }}|{{ story.recordings[0].duration_s }}|{{ 0 }}|")
    assert write_template(template, story=replace(story, date=None)) == "||0|\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("{% for %}", 1, "Expected an expression"),
        ("a\n{% if story %}\nb", 3, "'endif'"),
        ("a\nb\n{{ story.title | nothing }}", 3, "No filter named 'nothing'"),
        ("a\n{{ story.titel }}", 2, "a story has no field titel; did you mean title?"),
        ("a\n{% for entry in story.entries %}\n{{ entry.speeker }}{% endfor %}", 3,
         "an entry has no field speeker; did you mean speaker?"),
        ("{{ storey }}", 1, "there is no storey; did you mean story?"),
        ("{{ quite_other }}", 1, "there is no quite_other; mend"),
        ("a\n{{ story.entries | map(attribute='words') | join }}", 2, "has no field words"),
        ("\n\n{{ 1 / 0 }}", 3, "division by zero"),
        ("\n{{ story.date | markdown }}", 2, "splitlines"),
        ("\n{{ 1 + story.title }}", 2, "unsupported operand"),
        ("\n{% include 'other' %}", 2, "no loader"),
        ("\n{{ story.__class__.__mro__ }}", 2, "unsafe"),
        ("\n{{ range(1000000000) | list }}", 2, "Range too big"),
        ("{% macro f() %}{{ f() }}{% endmacro %}\n{{ f() }}", 1, "recursion"),
    ],
)  # fmt: skip
def test_an_error_of_a_template_is_reported_with_file_and_line(
    template: Path, story: HearingDocument, text: str, line: int, message: str
) -> None:
    template.write_text(text)
    with pytest.raises(HearingnotesError) as caught:
        write_template(template, story=story)
    assert str(caught.value).startswith(f"{template}, line {line}: ")
    assert message in str(caught.value)
    assert str(caught.value).endswith(("; mend the template.", "? Mend the template."))
    assert caught.value.exit_code == 1


def test_a_template_cannot_change_the_document(template: Path, story: HearingDocument) -> None:
    template.write_text("\n{% set _ = story.recordings[0].__setattr__('url', 'x') %}")
    with pytest.raises(HearingnotesError, match="line 2"):
        write_template(template, story=story)
    assert story.recordings[0].url == "https://youtu.be/4LBmWqYuuDY"


def test_a_template_that_cannot_be_read_is_reported(tmp_path: Path, story: HearingDocument) -> None:
    with pytest.raises(UsageError, match=r"nowhere can't be read \(No such file"):
        write_template(tmp_path / "nowhere", story=story)
    with pytest.raises(UsageError, match=r"can't be read \(Is a directory\)"):
        write_template(tmp_path, story=story)
    (tmp_path / "latin").write_bytes(b"caf\xe9")
    with pytest.raises(HearingnotesError, match="not written in UTF-8"):
        write_template(tmp_path / "latin", story=story)


def test_a_template_of_any_size_is_not_read(template: Path, story: HearingDocument) -> None:
    with template.open("wb") as file:
        file.truncate((4 << 20) + 1)
    with pytest.raises(HearingnotesError, match="is larger than 4 MB; name another with --templ"):
        write_template(template, story=story)


def test_a_byte_order_mark_is_no_part_of_a_template(template: Path, story: HearingDocument) -> None:
    template.write_bytes(b"\xef\xbb\xbf{{ story.title }}\r\n")
    assert write_template(template, story=story) == "Council\n"

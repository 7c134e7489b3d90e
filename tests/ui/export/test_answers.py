"""The answers of the export dialogue, whatever is done in which order."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.export.draft_formats import DRAFT_FORMATS
from hearingnotes.export.registry import USUAL, all_formats
from hearingnotes.model.links import LinkStyle
from hearingnotes.ui.export.answers import Answers

FORMATS = all_formats()
ENDINGS = sorted({ending for export_format in FORMATS.values() for ending in export_format.endings})
NAMES = st.one_of(
    st.builds("{}{}".format, st.sampled_from(["out", "a/b", "v1.2", " x", "", "."]),
              st.sampled_from([*ENDINGS, ".CSV", ".txt ", ".docx", "", "."])),
    st.text(max_size=12),
)  # fmt: skip
ACTS = st.lists(
    st.one_of(st.sampled_from(list(FORMATS)).map(lambda export_format: (export_format,)), NAMES)
)


def usual(name: str = "hearing.md", selected: str = USUAL) -> Answers:
    return Answers(FORMATS, "hearing", selected, LinkStyle.HOUSE, name)


@given(ACTS)
def test_the_export_format_follows_the_ending_or_the_selection(
    acts: list[str | tuple[str]],
) -> None:
    answers = usual()
    for act in acts:
        if isinstance(act, str):
            answers = replace(answers, name=act)
            assert answers.name == act
        else:
            answers = answers.with_format(*act)
            assert answers.export_format == act[0]
        ending, export_format = answers.path.suffix.casefold(), FORMATS[answers.export_format]
        assert ending in export_format.endings or (
            ending not in ENDINGS and answers.export_format == answers.selected
        )


@given(ACTS)
def test_a_written_export_is_proposed_again(acts: list[str | tuple[str]]) -> None:
    answers = usual()
    for act in acts:
        answers = replace(answers, name=act) if isinstance(act, str) else answers.with_format(*act)
    again = usual(str(answers.path), answers.export_format)
    assert (again.export_format, again.path) == (answers.export_format, answers.path)


def test_an_ending_of_no_format_leaves_the_selected_format() -> None:
    answers = usual().with_format("log")
    assert answers.name == "hearing-log.md"
    names = ("x", "x.csv", "x.cs", "x.md")
    formats = [replace(answers, name=name).export_format for name in names]
    assert formats == ["log", "csv", "log", "log"]


def test_selecting_a_format_changes_the_ending_of_another_and_no_own_name() -> None:
    assert usual("mine.md").with_format("csv").name == "mine.csv"
    assert usual("a/mine.txt.md").with_format("html").path == Path("a/mine.txt.html")
    assert usual("./mine").with_format("csv").name == "./mine"
    assert usual("mine.docx").with_format("csv").name == "mine.docx"


def test_an_article_has_its_own_export_formats() -> None:
    answers = Answers(DRAFT_FORMATS, "article", "markdown", LinkStyle.HOUSE, "article.md")
    for name, export_format in DRAFT_FORMATS.items():
        assert answers.with_format(name).path.suffix in export_format.endings

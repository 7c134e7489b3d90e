"""The answers of the export dialogue, whatever is done in which order."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.export.draft_formats import DRAFT_FORMATS
from hearingnotes.export.registry import USUAL, all_formats
from hearingnotes.model.links import LinkStyle
from hearingnotes.ui.export.answers import Answers

FORMS = all_formats()
ENDINGS = sorted({ending for form in FORMS.values() for ending in form.endings})
NAMES = st.one_of(
    st.builds("{}{}".format, st.sampled_from(["out", "a/b", "v1.2", " x", "", "."]),
              st.sampled_from([*ENDINGS, ".CSV", ".txt ", ".docx", "", "."])),
    st.text(max_size=12),
)  # fmt: skip
ACTS = st.lists(st.one_of(st.sampled_from(list(FORMS)).map(lambda form: (form,)), NAMES))


def usual(name: str = "hearing.md", chosen: str = USUAL) -> Answers:
    return Answers(FORMS, "hearing", chosen, LinkStyle.HOUSE, name)


@given(ACTS)
def test_the_form_is_what_the_ending_says_or_what_was_chosen(acts: list[str | tuple[str]]) -> None:
    answers = usual()
    for act in acts:
        if isinstance(act, str):
            answers = replace(answers, name=act)
            assert answers.name == act
        else:
            answers = answers.with_form(*act)
            assert answers.form == act[0]
        ending, form = answers.path.suffix.casefold(), FORMS[answers.form]
        assert ending in form.endings or (ending not in ENDINGS and answers.form == answers.chosen)


@given(ACTS)
def test_what_was_written_is_proposed_again(acts: list[str | tuple[str]]) -> None:
    answers = usual()
    for act in acts:
        answers = replace(answers, name=act) if isinstance(act, str) else answers.with_form(*act)
    again = usual(str(answers.path), answers.form)
    assert (again.form, again.path) == (answers.form, answers.path)


def test_an_ending_that_is_no_form_s_leaves_the_one_that_was_chosen() -> None:
    answers = usual().with_form("log")
    assert answers.name == "hearing-log.md"
    assert [replace(answers, name=name).form for name in ("x", "x.csv", "x.cs", "x.md")] == [
        "log", "csv", "log", "log",
    ]  # fmt: skip


def test_a_form_changes_an_ending_that_is_another_s_and_no_name_of_the_person() -> None:
    assert usual("mine.md").with_form("csv").name == "mine.csv"
    assert usual("a/mine.txt.md").with_form("html").path == Path("a/mine.txt.html")
    assert usual("./mine").with_form("csv").name == "./mine"
    assert usual("mine.docx").with_form("csv").name == "mine.docx"


def test_an_article_has_its_own_forms() -> None:
    answers = Answers(DRAFT_FORMATS, "article", "markdown", LinkStyle.HOUSE, "article.md")
    for name, form in DRAFT_FORMATS.items():
        assert answers.with_form(name).path.suffix in form.endings

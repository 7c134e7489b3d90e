"""`hearingnotes rename`, `remove` and `restore`: nothing noted is ever lost."""

import json

import pytest

from hearingnotes import demo
from hearingnotes.cli.commands.demo import demo_opening
from hearingnotes.errors import UsageError
from hearingnotes.library.library import Library
from hearingnotes.services.open_hearing import open_reference
from tests.cli.conftest import VIDEO_ID, CommandResult, UserHome, note_at
from tests.e2e.terminal import running


@pytest.fixture
def stored(home: UserHome) -> UserHome:
    home.keep("Council on budget", ["the levy", "the vote"])
    home.keep("Committee on trees", ["the oak"], number=2, key="aaaaaaaaaaa")
    return home


def titles(home: UserHome, *words: str) -> list[str]:
    return [hearing["title"] for hearing in json.loads(home.run("list", "--json", *words).out)]


def changes(home: UserHome) -> list[tuple[str, str, str]]:
    with Library(home.library_path) as library:
        rows = library.connection.execute(
            "SELECT action, before, after FROM change WHERE note_id IS NULL ORDER BY seq"
        )
        return [tuple(row) for row in rows if row["before"] is not None]


# --- rename ---


def test_a_hearing_gets_another_title(stored: UserHome) -> None:
    result = stored.run("rename", "0001", " Budget\n 2027 ")
    assert (result.code, result.out) == (0, "")
    assert result.err == "“Council on budget” is now “Budget 2027”.\n"
    assert titles(stored) == ["Committee on trees", "Budget 2027"]
    assert stored.run("export", "budget 2027").out.startswith("# Budget 2027\n")
    assert changes(stored) == [
        ("rename", '{"title": "Council on budget"}', '{"title": "Budget 2027"}')
    ]


def test_a_hearing_gets_a_body_and_a_day(stored: UserHome) -> None:
    result = stored.run("rename", "0001", "--body", "City  Council", "--date", "2026-11-27")
    assert result.err == "“Council on budget” is now of “City Council”, on 2026-11-27.\n"
    (found,) = json.loads(stored.run("search", "levy", "--body", "city council", "--json").out)
    assert found["text"] == "the levy"
    assert stored.run("search", "--from", "2026-11-28").err == "No note is like that.\n"
    stored.run("rename", "0001", "New", "--body", "")
    (_, hearing) = json.loads(stored.run("list", "--json").out)
    assert [hearing[name] for name in ("title", "body", "date")] == ["New", "", "2026-11-27"]
    refused = stored.run("rename", "0001")
    assert (refused.code, refused.sentence) == (2, "Name a title, --body or --date.")


@pytest.mark.parametrize(
    ("day", "meant"),
    [("27.11.2026", "2026-11-27"), ("yesterday", "2026-11-27"), ("5. 3. 2026", "2026-03-05"),
     ("2026-13-01", "2026-11-27"), ("31.02.2026", "2026-11-27")],
)  # fmt: skip
def test_a_day_in_another_format_is_refused_with_the_right_one(
    stored: UserHome, day: str, meant: str
) -> None:
    result = stored.run("search", "levy", "--from", day)
    assert (result.code, result.sentence) == (2, f"“{day}” is no day; write the day as {meant}.")


@pytest.mark.parametrize("title", ["", " \n", "\x1b\x07"])
def test_an_empty_title_is_refused(stored: UserHome, title: str) -> None:
    result = stored.run("rename", "0001", title)
    assert (result.code, result.sentence) == (2, "A title needs at least one letter.")
    assert "Council on budget" in titles(stored)


def test_the_demo_keeps_the_title_that_it_was_given(stored: UserHome) -> None:
    with Library(stored.library_path) as library:
        opening = demo_opening(library)
        assert opening.hearing.title == demo.HEARING_TITLE
        library.hearings.save(opening.hearing, opening.recordings)
    stored.run("rename", "library hours", "Branches")
    with Library(stored.library_path) as library:
        assert demo_opening(library).hearing.title == "Branches"


# --- remove and restore ---


def test_a_removed_hearing_is_hidden_and_comes_back_whole(stored: UserHome) -> None:
    before = stored.run("show", "0001", "--json").out
    result = stored.run("remove", "budget", "--yes")
    assert (result.code, result.out) == (0, "")
    message = (
        "Removed “Council on budget” with 2 notes; hearingnotes restore 0001 brings it back.\n"
    )
    assert result.err == message
    assert titles(stored) == ["Committee on trees"]
    assert titles(stored, "--removed") == ["Council on budget"]
    assert stored.run("search", "levy").err == "No note has these words.\n"
    assert stored.run("search", "oak").out.startswith("0002")

    result = stored.run("restore", "0001")
    assert (result.code, result.err) == (0, "“Council on budget” with 2 notes is back.\n")
    assert stored.run("show", "0001", "--json").out == before
    assert stored.run("search", "levy").out.startswith("0001")
    assert stored.run("list", "--removed").err == "No hearing was removed.\n"
    assert [action for action, *_ in changes(stored)] == ["remove", "restore"]


def test_a_library_of_which_all_was_removed_says_so(stored: UserHome) -> None:
    for handle in ("0001", "0002"):
        stored.run("remove", handle, "--yes")
    message = "Every hearing was removed; hearingnotes list --removed shows them.\n"
    assert stored.run("list") == CommandResult(0, "", message)


@pytest.mark.parametrize("name", ["0001", "budget", VIDEO_ID, f"https://youtu.be/{VIDEO_ID}?t=9"])
@pytest.mark.parametrize("command", [("show",), ("export",), ("remove", "--yes"), ("rename", "x")])
def test_a_removed_hearing_is_named_when_it_is_asked_for(
    stored: UserHome, command: tuple[str, ...], name: str
) -> None:
    stored.run("remove", "0001", "--yes")
    result = stored.run(command[0], name, *command[1:])
    assert (result.code, result.out) == (2, "")
    assert result.sentence == (
        "“Council on budget” was removed; hearingnotes restore 0001 brings it back."
    )


def test_restore_refuses_a_hearing_that_was_not_removed(stored: UserHome) -> None:
    result = stored.run("restore", "0001")
    assert result.code == 2
    assert result.sentence == (
        "No hearing called “0001” was removed; hearingnotes list --removed shows those that were."
    )


def test_opening_the_link_of_a_removed_hearing_brings_it_back(stored: UserHome) -> None:
    stored.run("remove", "0001", "--yes")
    with Library(stored.library_path) as library:
        with pytest.raises(UsageError, match="hearingnotes restore 0001 brings it back"):
            open_reference(library, "budget")
        opening = open_reference(library, f"https://youtu.be/{VIDEO_ID}")
        assert (opening.hearing.title, opening.is_new) == ("Council on budget", False)
        library.hearings.save(opening.hearing, opening.recordings)
    assert titles(stored) == ["Council on budget", "Committee on trees"]


def test_a_link_opens_the_hearing_that_was_not_removed(stored: UserHome) -> None:
    stored.run("remove", "0001", "--yes")
    stored.keep("Budget again", number=3)
    with Library(stored.library_path) as library:
        assert open_reference(library, VIDEO_ID).hearing.title == "Budget again"


def test_a_note_taken_after_the_removal_brings_its_hearing_back(stored: UserHome) -> None:
    """Another program may have had it open."""
    stored.run("remove", "0001", "--yes")
    with Library(stored.library_path) as library:
        library.notes.add(note_at(3, "one more"))
    assert "Council on budget" in titles(stored)
    assert "one more" in stored.run("show", "0001").out


def test_remove_needs_yes_without_a_terminal(stored: UserHome) -> None:
    result = stored.process("remove", "0001")
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines()[-1] == (
        "hearingnotes: Nothing was removed; --yes removes without asking."
    )
    assert len(titles(stored)) == 2


@pytest.mark.parametrize(("answer", "left"), [("n", 2), ("", 2), ("y", 1)])
def test_remove_asks_before_it_removes_a_hearing(stored: UserHome, answer: str, left: int) -> None:
    with running("remove", "0001", home=stored.folder, columns=160) as terminal:
        terminal.wait_for("Remove “Council on budget” with 2 notes? [y/N]:")
        terminal.press(f"{answer}\r")
        assert terminal.end() == (0 if left == 1 else 1)
    assert len(titles(stored)) == left


def test_rename_takes_all_words_as_the_title_and_points_to_the_demo(home: UserHome) -> None:
    home.keep("Council")
    assert home.run("rename", "0001", "Budget", "hearing", "day", "one").code == 0
    assert home.run("list").out.rstrip().endswith("Budget hearing day one")
    home.keep("Library hours", path=home.library_path.with_name("demo.db"))
    for words in (("show", "library hours"), ("library hours",)):
        message = home.run(*words).sentence
        assert "The demo has one: hearingnotes --library" in message

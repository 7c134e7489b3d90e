"""`hearingnotes roster` and `hearingnotes agenda`."""

import json
from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from tests.cli.conftest import UserHome

ROSTER = '[speakers.chair]\nname = "Rosa Ashgrove"\nrole = "Chair"\nkey = 1\nlead = 3\n'
AGENDA = "# Agenda\n- Item 1: Resolution 41\n- Item 2: Hours\n"


@pytest.fixture
def folder(home: UserHome, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files lie."""
    monkeypatch.chdir(home.folder)
    (home.folder / "roster.toml").write_text(ROSTER)
    (home.folder / "agenda.md").write_text(AGENDA)
    home.keep("Council", ["# Item 1: Resolution 41", "@chair > We will vote. #vote"])
    return home.folder


def test_a_roster_of_one_hearing_appears_in_its_exports_alone(home: UserHome, folder: Path) -> None:
    home.keep("Other", ["@chair speaks"], number=2, key="aaaaaaaaaaa")
    result = home.run("roster", "import", "roster.toml", "--hearing", "council")
    assert result.out == "1 speaker and 0 abbreviations taken into the hearing.\n"
    article = home.run("export", "council").out
    assert "> We will vote. — Rosa Ashgrove, Chair (Source: https://youtu.be/" in article
    assert "&t=17)" in article  # 20 less the lead
    assert "chair speaks" in home.run("export", "other").out
    assert home.run("roster", "show", "council").out.startswith("[speakers.chair]\n")


def test_a_roster_of_all_hearings_is_a_file_of_the_person(home: UserHome, folder: Path) -> None:
    result = home.run("roster", "import", "roster.toml")
    shared = home.folder / "config" / "hearingnotes" / "rosters" / "roster.toml"
    assert str(shared) in result.out
    assert "Rosa Ashgrove" in home.run("export", "council").out
    assert 'name = "Rosa Ashgrove"' in home.run("roster", "show").out
    refused = home.run("roster", "import", "roster.toml")
    assert (refused.code, "is there already" in refused.sentence) == (1, True)
    assert home.run("roster", "import", "roster.toml", "--force").code == 0
    shared.write_text("[speakers.a]\nkey = 1\n[speakers.b]\nkey = 1\n")
    exported = home.run("export", "council")
    assert exported.code == 0
    assert f"{shared}, line 3: @a and @b both have key 1" in exported.err


def test_a_hearings_own_roster_is_merged_with_what_it_has(home: UserHome, folder: Path) -> None:
    home.run("roster", "import", "roster.toml", "--hearing", "council")
    (folder / "more.csv").write_text("mark,name\nclerk,Ben Ito\nchair,Other\n")
    home.run("roster", "import", "more.csv", "--hearing", "council")
    shown = home.run("roster", "show", "council").out
    assert 'name = "Ben Ito"' in shown
    assert 'name = "Other"' in shown
    assert "Rosa" not in shown


def test_the_own_roster_of_a_hearing_is_shown_changed_and_replaced(
    home: UserHome, folder: Path
) -> None:
    (folder / "all.toml").write_text('[speakers.clerk]\nname = "Ben Ito"\n')
    home.run("roster", "import", "all.toml")
    home.run("roster", "import", "roster.toml", "--hearing", "council")
    assert home.run("roster", "show", "council", "--own").out == ROSTER.replace("= 3", "= 3.0")
    (folder / "own.toml").write_text('[speakers.witness]\nname = "Eva Lund"\n')
    home.run("roster", "import", "own.toml", "--hearing", "council", "--replace")
    own = '[speakers.witness]\nname = "Eva Lund"\n'
    assert home.run("roster", "show", "council", "--own").out == own
    assert "Ben Ito" in home.run("roster", "show", "council").out
    (folder / "own.toml").write_text("")
    home.run("roster", "import", "own.toml", "--hearing", "council", "--replace")
    nothing = home.run("roster", "show", "council", "--own")
    assert (nothing.out, "no roster" in nothing.err) == ("", True)


def test_an_agenda_is_loaded_and_its_open_items_are_printed(home: UserHome, folder: Path) -> None:
    result = home.run("agenda", "council", "agenda.md")
    assert result.out == "2 items on the agenda; one key stamps the next one.\n"
    assert home.run("agenda", "council").out == "✓ Item 1: Resolution 41\n  Item 2: Hours\n"
    items = json.loads(home.run("agenda", "council", "--json").out)
    assert [item["called"] for item in items] == [True, False]
    for export_format in ("log", "minutes"):
        assert home.run("export", "council", "--format", export_format).out.endswith(
            "## Not taken up\n\n- Item 2: Hours\n"
        )
    page = home.run("export", "council", "--format", "html").out
    assert "Item 2: Hours" in page.partition("Not taken up")[2]
    # An article is prose, and a blog still goes on.
    for export_format in ("article", "liveblog"):
        exported = home.run("export", "council", "--format", export_format)
        assert (exported.code, "Item 2: Hours" in exported.out) == (0, False)
    assert "no agenda any more" in home.run("agenda", "council", "--remove").out
    with Library(home.library_path) as library:
        assert library.hearings.all()[0].hearing.agenda == ()


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("roster", "import", "none.toml"), 2, "There is no file none.toml"),
        (("roster", "import", "roster.toml", "--hearing", "nothing"), 2, "No hearing is called"),
        (("roster", "show", "nothing"), 2, "No hearing is called"),
        (("roster", "show", "--own"), 2, "name the hearing"),
        (("roster", "import", "roster.toml", "--replace"), 2, "name it with --hearing"),
        (("agenda", "council", "none.md"), 2, "There is no file none.md"),
        (("agenda", "nothing", "agenda.md"), 2, "No hearing is called"),
        (("agenda", "council", "agenda.md", "--remove"), 2, "Name a file, or --remove"),
    ],
)
def test_roster_and_agenda_refuse_wrong_arguments(
    home: UserHome, folder: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    result = home.run(*words)
    assert (result.code, message in result.sentence) == (code, True), result.err

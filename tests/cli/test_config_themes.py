"""`hearingnotes config` and `hearingnotes themes`."""

import subprocess
import sys

from hearingnotes.config.settings import Settings
from hearingnotes.config.state import SavedState, StateStore
from hearingnotes.config.themes import load_themes
from tests.cli.conftest import UserHome
from tests.e2e.terminal import ROOT, running


def remember(home: UserHome, **choices: object) -> None:
    store = StateStore(SavedState.read(home.remembered_path), Settings())
    store.save_choices(**choices)
    store.close()


def test_config_shows_what_holds_and_where_it_is_from(home: UserHome) -> None:
    home.write_settings('volume = 80\n[speakers]\n1 = "@chair"\n')
    remember(home, theme="day")
    result = home.run("config")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == str(home.settings_path)
    assert 'theme = "day"   (chosen in the program)' in lines
    assert {"volume = 80", "video = false", 'speakers = { "1" = "@chair" }'} <= set(lines)


def test_config_shows_what_is_in_force_and_not_what_was_refused(home: UserHome) -> None:
    home.write_settings(
        'theme = "nihgt"\n[keys]\npuase = "f4"\nmark = "f9"\n[mpv]\nno-such-opt = 1\nspeed = 1.5\n'
        "[speakers]\n3 = 4\n"
    )
    result = home.run("config")
    lines = {'theme = "night"', 'keys = { "mark" = "f9" }', 'mpv = { "speed" = "1.5" }'}
    assert {*lines, "speakers = {}"} <= {*result.out.splitlines()}
    assert "line 9: [speakers] 3 must be a text in quotes; it is left out." in result.err


def test_config_says_when_there_is_no_file_yet(home: UserHome) -> None:
    assert home.run("config").out.splitlines()[0] == (
        f"{home.settings_path} (not there yet; the defaults hold)"
    )


def test_config_prints_all_problems(home: UserHome) -> None:
    home.write_settings(
        'volume = "x"\ntheme = "\\u001b[31mnihgt"\nhue = 1\n[keys]\npuase = "f4"\nmark = "n"\n'
    )
    result = home.run("config")
    lines = [line.removeprefix("hearingnotes: ") for line in result.err.splitlines()]
    assert lines[0].startswith(f"{home.settings_path}, line 1: volume")
    assert lines[1].startswith(f"{home.settings_path}, line 3: there is no setting hue")
    keys = f"{home.settings_path}, line"
    assert lines[2] == f"{keys} 5: [keys] there is no action puase; did you mean pause?"
    assert lines[3] == (
        f"{keys} 6: [keys] n is the key of both capture and mark; give mark another, till then "
        "the usual keys of mark hold."
    )
    assert lines[4:] == [
        "There is no theme “[31mnihgt”; hearingnotes themes lists those there are."
    ]
    assert "\x1b" not in result.out + result.err


def test_config_reports_wrong_keys_with_their_line_and_keeps_the_others(
    home: UserHome,
) -> None:
    home.write_settings('[keys]\nmark = "n"\nstar = "F9"\nsave = "e"\nundo = ""\n')
    config, doctor = home.run("config"), home.run("doctor")
    assert 'keys = { "star" = "F9" }' in config.out.splitlines()
    for line, said in (
        (2, "n is the key of both capture and mark; give mark another"),
        (4, "save can't have e for a key: while a text is written it types; give it another"),
        (5, "undo needs a key (a comma is written comma)"),
    ):
        message = f"{home.settings_path}, line {line}: [keys] {said}"
        assert message in config.err
        assert message in doctor.out


def test_a_snippet_that_does_not_work_is_reported(home: UserHome) -> None:
    home.write_settings('snippet = "{{ entry.speeker }}"')
    message = "an entry has no field speeker; did you mean speaker?"
    assert f"settings.toml, snippet, line 1: {message}" in home.run("config").err
    assert message in home.run("doctor").out
    home.write_settings('snippet = "{{ entry.speaker"')
    assert "settings.toml, snippet, line 1: " in home.run("config").err


def test_config_reports_a_selected_theme_that_is_gone(home: UserHome) -> None:
    remember(home, theme="gone")
    message = "There is no theme “gone”; hearingnotes themes lists those there are."
    assert home.run("config").sentence == message
    assert home.run("themes").err.splitlines()[-1] == f"hearingnotes: {message}"


def test_the_example_settings_can_be_written_where_the_settings_belong(home: UserHome) -> None:
    program = f'"{sys.executable}" -m hearingnotes'
    subprocess.run(
        f'{program} config --example > "$({program} config --path)"',
        shell=True, env={**home.environment, "PYTHONPATH": str(ROOT)}, check=True,
    )  # fmt: skip
    assert "# theme =" in home.settings_path.read_text()
    assert home.run("config").err == ""


def test_a_settings_folder_that_cannot_be_made_is_reported(home: UserHome) -> None:
    (home.folder / "config").touch()
    result = home.run("config", "--path")
    assert (result.code, result.out) == (1, "")
    assert "can't be made (Not a directory); make a place for it." in result.sentence


def test_themes_are_listed_with_the_one_in_use(home: UserHome) -> None:
    def in_use() -> list[str]:
        lines = home.run("themes").out.splitlines()
        assert {"night", "day"} <= {line[2:].split()[0] for line in lines}
        return [line[2:].split()[0] for line in lines if line.startswith("* ")]

    assert in_use() == ["night"]
    home.write_settings('theme = "sepia"')
    assert in_use() == ["sepia"]
    home.settings_path.unlink()
    remember(home, theme="day")
    assert in_use() == ["day"]


def test_own_themes_are_listed_and_faults_in_them_reported(home: UserHome) -> None:
    folder = home.settings_path.parent / "themes"
    folder.mkdir(parents=True)
    night = (ROOT / "themes" / "night.toml").read_text()
    (folder / "mine.toml").write_text(night.replace("Quiet greys", "My \\u001b[31mgreys"))
    (folder / "broken.toml").write_text("dark = 1")
    result = home.run("themes")
    assert "My [31mgreys" in result.out
    assert str(folder) in result.err
    assert "broken.toml" in result.err
    assert "\x1b" not in result.out + result.err


def test_a_terminal_shows_the_parts_of_the_screen_in_the_colours_of_each_theme(
    home: UserHome,
) -> None:
    themes, _ = load_themes(None)
    with running("themes", home=home.folder, columns=100, rows=80) as terminal:
        assert terminal.end() == 0
    shown = {
        line[2:].split()[0]: row for row, line in enumerate(terminal.lines) if line[2:].strip()
    }
    for name, theme in themes.items():
        note, writing = (terminal.screen.buffer[shown[name] + below] for below in (1, 2))
        stamp, text, selected = note[4], note[20], note[39]
        assert f"#{stamp.fg}" == theme.colors["accent"]
        assert (f"#{text.fg}", f"#{text.bg}") == (
            theme.colors["foreground"], theme.colors["background"]
        )  # fmt: skip
        assert selected.data == "▌"
        assert f"#{selected.bg}" not in theme.colors.values()
        assert f"#{writing[1].bg}" == theme.colors["accent"]
        assert f"#{writing[39].fg}" == theme.colors["error"]
        assert (writing[77].bg, writing[78].bg) == (theme.colors["surface"][1:], "default")


def test_theme_samples_fit_into_a_narrow_terminal(home: UserHome) -> None:
    with running("themes", home=home.folder, columns=40, rows=80) as terminal:
        assert terminal.end() == 0
    marks = [line.index("▌") for line in terminal.lines if "▌" in line]
    assert marks == [20] * len(load_themes(None)[0])


def test_themes_print_plain_lines_to_a_terminal_without_colours(home: UserHome) -> None:
    with running("themes", home=home.folder, environment={"NO_COLOR": "1"}) as terminal:
        assert terminal.end() == 0
    assert "* night " in terminal.text
    assert b"\x1b" not in terminal.written

"""`hearingnotes config` and `hearingnotes themes`."""

import subprocess
import sys

from hearingnotes.config.settings import Settings
from hearingnotes.config.state import SavedState, StateStore
from hearingnotes.config.themes import load_themes
from tests.cli.conftest import Home
from tests.e2e.terminal import ROOT, running


def remember(home: Home, **choices: object) -> None:
    store = StateStore(SavedState.read(home.remembered_path), Settings())
    store.save_choices(**choices)
    store.close()


def test_config_shows_what_holds_and_where_it_is_from(home: Home) -> None:
    home.write_settings('volume = 80\n[speakers]\n1 = "@chair"\n')
    remember(home, theme="day")
    ran = home.run("config")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == str(home.settings_path)
    assert 'theme = "day"   (chosen in the program)' in lines
    assert {"volume = 80", "video = false", 'speakers = { "1" = "@chair" }'} <= set(lines)


def test_config_shows_what_is_in_force_and_not_what_was_refused(home: Home) -> None:
    home.write_settings(
        'theme = "nihgt"\n[keys]\npuase = "f4"\nmark = "f9"\n[mpv]\nno-such-opt = 1\nspeed = 1.5\n'
        "[speakers]\n3 = 4\n"
    )
    ran = home.run("config")
    told = {'theme = "night"', 'keys = { "mark" = "f9" }', 'mpv = { "speed" = "1.5" }'}
    assert {*told, "speakers = {}"} <= {*ran.out.splitlines()}
    assert "line 9: [speakers] 3 must be a text in quotes; it is left out." in ran.err


def test_config_says_when_there_is_no_file_yet(home: Home) -> None:
    assert home.run("config").out.splitlines()[0] == (
        f"{home.settings_path} (not there yet; the defaults hold)"
    )


def test_config_tells_all_problems(home: Home) -> None:
    home.write_settings(
        'volume = "x"\ntheme = "\\u001b[31mnihgt"\nhue = 1\n[keys]\npuase = "f4"\nmark = "n"\n'
    )
    ran = home.run("config")
    told = [line.removeprefix("hearingnotes: ") for line in ran.err.splitlines()]
    assert told[0].startswith(f"{home.settings_path}, line 1: volume")
    assert told[1].startswith(f"{home.settings_path}, line 3: there is no setting hue")
    keys = f"{home.settings_path}, line"
    assert told[2] == f"{keys} 5: [keys] there is no action puase; did you mean pause?"
    assert told[3] == (
        f"{keys} 6: [keys] n is the key of both capture and mark; give mark another, till then "
        "the usual keys of mark hold."
    )
    assert told[4:] == ["There is no theme “[31mnihgt”; hearingnotes themes lists those there are."]
    assert "\x1b" not in ran.out + ran.err


def test_keys_that_can_not_be_taken_are_told_with_their_line_and_the_others_hold(
    home: Home,
) -> None:
    home.write_settings('[keys]\nmark = "n"\nstar = "F9"\nsave = "e"\nundo = ""\n')
    config, doctor = home.run("config"), home.run("doctor")
    assert 'keys = { "star" = "F9" }' in config.out.splitlines()
    for line, said in (
        (2, "n is the key of both capture and mark; give mark another"),
        (4, "save can't have e for a key: while a text is written it types; give it another"),
        (5, "undo needs a key (a comma is written comma)"),
    ):
        told = f"{home.settings_path}, line {line}: [keys] {said}"
        assert told in config.err
        assert told in doctor.out


def test_a_snippet_that_does_not_work_is_told(home: Home) -> None:
    home.write_settings('snippet = "{{ entry.speeker }}"')
    told = "an entry has no field speeker; did you mean speaker?"
    assert f"settings.toml, snippet, line 1: {told}" in home.run("config").err
    assert told in home.run("doctor").out
    home.write_settings('snippet = "{{ entry.speaker"')
    assert "settings.toml, snippet, line 1: " in home.run("config").err


def test_config_tells_of_a_theme_that_was_chosen_and_is_gone(home: Home) -> None:
    remember(home, theme="gone")
    told = "There is no theme “gone”; hearingnotes themes lists those there are."
    assert home.run("config").sentence == told
    assert home.run("themes").err.splitlines()[-1] == f"hearingnotes: {told}"


def test_the_example_can_be_sent_where_the_settings_belong(home: Home) -> None:
    program = f'"{sys.executable}" -m hearingnotes'
    subprocess.run(
        f'{program} config --example > "$({program} config --path)"',
        shell=True, env={**home.environment, "PYTHONPATH": str(ROOT)}, check=True,
    )  # fmt: skip
    assert "# theme =" in home.settings_path.read_text()
    assert home.run("config").err == ""


def test_a_settings_folder_that_can_not_be_made_is_told(home: Home) -> None:
    (home.folder / "config").touch()
    ran = home.run("config", "--path")
    assert (ran.code, ran.out) == (1, "")
    assert "can't be made (Not a directory); make a place for it." in ran.sentence


def test_themes_are_listed_with_the_one_in_use(home: Home) -> None:
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


def test_own_themes_are_listed_and_faults_in_them_told(home: Home) -> None:
    folder = home.settings_path.parent / "themes"
    folder.mkdir(parents=True)
    night = (ROOT / "themes" / "night.toml").read_text()
    (folder / "mine.toml").write_text(night.replace("Quiet greys", "My \\u001b[31mgreys"))
    (folder / "broken.toml").write_text("dark = 1")
    ran = home.run("themes")
    assert "My [31mgreys" in ran.out
    assert str(folder) in ran.err
    assert "broken.toml" in ran.err
    assert "\x1b" not in ran.out + ran.err


def test_a_terminal_shows_the_parts_of_the_screen_in_the_colours_of_each_theme(home: Home) -> None:
    themes, _ = load_themes(None)
    with running("themes", home=home.folder, columns=100, rows=80) as terminal:
        assert terminal.end() == 0
    shown = {
        line[2:].split()[0]: row for row, line in enumerate(terminal.lines) if line[2:].strip()
    }
    for name, theme in themes.items():
        note, writing = (terminal.screen.buffer[shown[name] + below] for below in (1, 2))
        stamp, text, chosen = note[4], note[20], note[39]
        assert f"#{stamp.fg}" == theme.colors["accent"]
        assert (f"#{text.fg}", f"#{text.bg}") == (
            theme.colors["foreground"], theme.colors["background"]
        )  # fmt: skip
        assert chosen.data == "▌"
        assert f"#{chosen.bg}" not in theme.colors.values()
        assert f"#{writing[1].bg}" == theme.colors["accent"]
        assert f"#{writing[39].fg}" == theme.colors["error"]
        assert (writing[77].bg, writing[78].bg) == (theme.colors["surface"][1:], "default")


def test_samples_fit_into_a_narrow_terminal(home: Home) -> None:
    with running("themes", home=home.folder, columns=40, rows=80) as terminal:
        assert terminal.end() == 0
    marks = [line.index("▌") for line in terminal.lines if "▌" in line]
    assert marks == [20] * len(load_themes(None)[0])


def test_without_colours_a_terminal_gets_plain_lines(home: Home) -> None:
    with running("themes", home=home.folder, environment={"NO_COLOR": "1"}) as terminal:
        assert terminal.end() == 0
    assert "* night " in terminal.text
    assert b"\x1b" not in terminal.written

"""A choice made in the program holds until the settings file says something new."""

from dataclasses import replace
from pathlib import Path

import pytest

from hearingnotes.config.settings import Settings
from hearingnotes.config.state import SavedState, StateStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "remembered.toml"


def run(path: Path, file: Settings, **choices: object) -> Settings:
    """A run of the program: the settings it begins with; it makes these choices."""
    remembered = SavedState.read(path).still_holding(file)
    settings = remembered.over(file)
    if choices:
        choose(remembered, settings, **choices)
    return settings


def choose(remembered: SavedState, settings: Settings, **choices: object) -> None:
    """These choices, brought to the disk."""
    store = StateStore(remembered, settings)
    store.save_choices(**choices)
    store.close()


def move_lines(path: Path, **shares: float | None) -> None:
    """Lines between panes that a person has moved, brought to the disk."""
    store = StateStore(SavedState.read(path), Settings())
    for line, share in shares.items():
        store.hold(line, share)
    store.write()
    store.close()


def test_a_choice_holds_in_later_runs(path: Path) -> None:
    assert run(path, Settings(), theme="day", volume=70.0) == Settings()
    assert run(path, Settings()) == Settings(theme="day", volume=70.0)


def test_a_second_choice_in_a_later_run_holds_too(path: Path) -> None:
    run(path, Settings(), theme="day")
    run(path, Settings(), theme="sepia")
    assert run(path, Settings()).theme == "sepia"


def test_a_change_of_the_settings_file_goes_before_a_saved_choice(path: Path) -> None:
    run(path, Settings(), theme="day", volume=70.0)
    assert run(path, Settings(theme="harbor")) == Settings(theme="harbor", volume=70.0)


def test_a_choice_after_the_settings_file_has_changed_holds(path: Path) -> None:
    run(path, Settings(), theme="day")
    run(path, Settings(theme="harbor"), theme="sepia")
    assert run(path, Settings(theme="harbor")).theme == "sepia"


def test_a_choice_made_over_an_option_of_the_command_line_holds(path: Path) -> None:
    remembered = SavedState.read(path).still_holding(Settings())
    with_option = replace(remembered.over(Settings()), theme="contrast")
    choose(remembered, with_option, theme="sepia")
    assert run(path, Settings()).theme == "sepia"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not toml",
        "chosen = 1\ninstead_of = 2\nguided = true",
        "guided = true\n[chosen]\nvolume = 1000\n[instead_of]\nvolume = 100.0",
        "guided = true\n[chosen]\ntheme = 3\n[instead_of]\ntheme = 'night'",
        "guided = true\n[chosen]\n[instead_of]\n[shares]\nnotes = 3",
        "guided = true\n[chosen]\n[instead_of]\n[shares]\nnotes = 'half'",
        "guided = true\nshares = 1\n[chosen]\n[instead_of]",
    ],
)
def test_a_state_file_of_another_program_is_ignored(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    assert run(path, Settings()) == Settings()


def test_a_broken_value_of_the_state_leaves_the_others(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(
        "guided = true\n[chosen]\ntheme = 'day'\nvolume = 1000\n"
        "[instead_of]\ntheme = 'night'\nvolume = 100.0\n[shares]\nnotes = 0.0\narticle = 0.4"
    )
    assert run(path, Settings()) == Settings(theme="day")
    remembered = SavedState.read(path)
    assert remembered.guided
    assert remembered.shares == {"article": 0.4}


def test_a_choice_that_nobody_can_make_is_not_read_from_the_state(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("guided = true\n[chosen]\nvideo = true\n[instead_of]\nvideo = false")
    assert run(path, Settings()) == Settings()
    assert SavedState.read(path).guided


def test_the_place_of_a_divider_holds_whatever_the_settings_say(path: Path) -> None:
    move_lines(path, notes=0.5, article=0.4)
    run(path, Settings(theme="harbor"), volume=70.0)
    assert SavedState.read(path).shares == {"notes": 0.5, "article": 0.4}
    move_lines(path, article=None)
    assert SavedState.read(path).shares == {"notes": 0.5}


def begun(path: Path, file: Settings) -> StateStore:
    """What remembers in a program that was started just now."""
    remembered = SavedState.read(path).still_holding(file)
    return StateStore(remembered, remembered.over(file))


def test_two_programs_keep_the_choices_of_each_other(path: Path) -> None:
    run(path, Settings(), theme="sepia")
    move_lines(path, notes=0.3, article=0.3)
    one, other = begun(path, Settings()), begun(path, Settings())
    one.save_choices(theme="day", picture="on")
    one.hold("picture", 0.4)
    one.hold("article", None)
    one.guide()
    one.close()
    other.save_choices(volume=70.0)
    other.hold("notes", 0.5)
    other.write()
    other.close()
    remembered = SavedState.read(path)
    assert remembered.chosen == {"theme": "day", "picture": "on", "volume": 70.0}
    assert remembered.shares == {"notes": 0.5, "picture": 0.4}
    assert remembered.guided


def test_the_last_choice_of_two_programs_holds(path: Path) -> None:
    one, other = begun(path, Settings()), begun(path, Settings())
    for at, (program, theme) in enumerate([(one, "day"), (other, "sepia")]):
        program.save_choices(theme=theme)
        program.close()
        one.save_choices(volume=60.0 + at)
        one.close()
    assert run(path, Settings()) == Settings(theme="sepia", volume=61.0)


def test_a_choice_over_a_new_settings_file_holds_whatever_was_saved(path: Path) -> None:
    run(path, Settings(), theme="day")
    program = begun(path, Settings(theme="harbor"))
    program.save_choices(theme="sepia")
    program.close()
    assert run(path, Settings(theme="harbor")).theme == "sepia"


def test_a_state_that_cannot_be_written_does_not_stop_the_program(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    remembered = SavedState.read(tmp_path / "file" / "remembered.toml")
    choose(remembered, Settings(), theme="day")
    assert (tmp_path / "file").read_text() == ""

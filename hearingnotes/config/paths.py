"""Where this program keeps things: the one owner of paths."""

from pathlib import Path

from platformdirs import PlatformDirs

from hearingnotes.files import close

_DIRS = PlatformDirs("hearingnotes", appauthor=False)


def library_path() -> Path:
    """The library, unless another is named."""
    return Path(_DIRS.user_data_dir) / "library.db"


def demo_library_path() -> Path:
    """The notes of the demo."""
    return library_path().with_name("demo.db")


def settings_path() -> Path:
    """The person's settings file."""
    return Path(_DIRS.user_config_dir) / "settings.toml"


def remembered_path() -> Path:
    """What was chosen inside the program."""
    return Path(_DIRS.user_state_dir) / "remembered.toml"


def themes_path() -> Path:
    """The person's own theme files."""
    return Path(_DIRS.user_config_dir) / "themes"


def rosters_path() -> Path:
    """The rosters and abbreviations of all hearings."""
    return Path(_DIRS.user_config_dir) / "rosters"


def written_path() -> Path:
    """Which files were exported, in formats that can't say so themselves."""
    return Path(_DIRS.user_state_dir) / "written.json"


def log_path() -> Path:
    """The log of the runs."""
    return Path(_DIRS.user_state_dir) / "hearingnotes.log"


def close_own_files() -> None:
    """Close to others the folders of the library and of the program's state, and what lies in the
    latter, if an older version left them open."""
    for path in (library_path().parent, log_path().parent, remembered_path(), written_path()):
        close(path)

"""The paths of the program's files: their one owner."""

from pathlib import Path

from platformdirs import PlatformDirs

from hearingnotes.files import close

_DIRS = PlatformDirs("hearingnotes", appauthor=False)


def library_path() -> Path:
    """Return the path of the library, unless another is named."""
    return Path(_DIRS.user_data_dir) / "library.db"


def demo_library_path() -> Path:
    """Return the path of the demo's library."""
    return library_path().with_name("demo.db")


def settings_path() -> Path:
    """Return the path of the person's settings file."""
    return Path(_DIRS.user_config_dir) / "settings.toml"


def remembered_path() -> Path:
    """Return the path of the choices made in the program."""
    return Path(_DIRS.user_state_dir) / "remembered.toml"


def themes_path() -> Path:
    """Return the folder of the person's own themes."""
    return Path(_DIRS.user_config_dir) / "themes"


def rosters_path() -> Path:
    """Return the folder of the rosters and abbreviations for all hearings."""
    return Path(_DIRS.user_config_dir) / "rosters"


def written_path() -> Path:
    """Return the path of the list of exported files, for formats that can't be signed."""
    return Path(_DIRS.user_state_dir) / "written.json"


def log_path() -> Path:
    """Return the path of the log."""
    return Path(_DIRS.user_state_dir) / "hearingnotes.log"


def close_own_files() -> None:
    """Close to others the folders of the library and of the program's state, and what lies in the
    latter, if an older version left them open."""
    for path in (library_path().parent, log_path().parent, remembered_path(), written_path()):
        close(path)

"""The shipped markdown templates: one file a style."""

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
ENDING = ".md.jinja"


def styles() -> list[str]:
    """The names of the styles."""
    return sorted(file.name.removesuffix(ENDING) for file in TEMPLATES.glob(f"*{ENDING}"))


def style_path(style: str) -> Path:
    """The template file of a style."""
    return TEMPLATES / f"{style}{ENDING}"

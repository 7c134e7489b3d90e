"""Markdown, in the styles that have a template."""

from functools import partial
from pathlib import Path

from hearingnotes.export.document import RenderOptions, render_hearing
from hearingnotes.export.format import ExportFormat, Pictures
from hearingnotes.model.snapshot import HearingSnapshot

TEMPLATES = Path(__file__).parent.parent / "templates"
ENDING = ".md.jinja"
ENDINGS = (".md", ".markdown")
COMMENT = "<!-- {} -->"
_TITLES = {
    "article": "paragraphs, each with its source",
    "liveblog": "the latest first, with times",
    "log": "a line a note",
    "minutes": "a clerk's table: time, speaker, event",
}


def template_format(path: Path) -> ExportFormat:
    """Return the format of a person's own template."""
    write, title = partial(_write, path), "a template of your own"
    return ExportFormat(path.name, title, ENDINGS, write, COMMENT, Pictures.BESIDE)


def _write(template: Path, snapshot: HearingSnapshot, options: RenderOptions) -> str:
    # Late: Jinja takes a while to import.
    from hearingnotes.export.templates import write_template

    return write_template(template, story=render_hearing(snapshot, options))


def _format(style: str) -> ExportFormat:
    write = partial(_write, TEMPLATES / f"{style}{ENDING}")
    return ExportFormat(style, _TITLES.get(style, ""), ENDINGS, write, COMMENT, Pictures.BESIDE)


FORMATS = tuple(
    _format(file.name.removesuffix(ENDING)) for file in sorted(TEMPLATES.glob(f"*{ENDING}"))
)

"""The forms that a draft can be written in: each a template."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from hearingnotes.errors import UsageError
from hearingnotes.export.draft_document import DraftDocument
from hearingnotes.export.registry import check_ending
from hearingnotes.model.sanitize import one_line

UNVERIFIED = "unverified quotes:"
"""What a comment begins with that names the sources of such quotes."""

TEMPLATES = Path(__file__).parent / "templates" / "drafts"


@dataclass(frozen=True, slots=True)
class DraftFormat:
    """As `ExportFormat`, for a draft."""

    name: str
    title: str
    endings: tuple[str, ...]
    write: Callable[[DraftDocument], str]
    comment: str = ""

    def write_whole(self, article: DraftDocument) -> str:
        """The text of a file: where the form has comments, one names the sources of quotes that
        nobody has verified, so that the article still has them so when it is imported."""
        text, sources = self.write(article), article.unverified_sources
        if not self.comment or not sources:
            return text
        warning = self.comment.format(f"{UNVERIFIED} {', '.join(sources)}")
        return f"{text}\n{warning}\n"


def _write(template: Path, article: DraftDocument) -> str:
    # Late: Jinja takes a while to import.
    from hearingnotes.export.templates import write_template

    return write_template(template, article=article.written)


DRAFT_FORMATS = {
    export_format.name: export_format
    for export_format in (
        DraftFormat(
            "markdown",
            "headings, quotes, sources",
            (".md", ".markdown"),
            partial(_write, TEMPLATES / "article.md.jinja"),
            "<!-- {} -->",
        ),
        DraftFormat(
            "text",
            "plain text to paste into a web form",
            (".txt",),
            partial(_write, TEMPLATES / "article.txt.jinja"),
        ),
    )
}


def draft_form(name: str | None, path: PurePath | None, template: Path | None) -> DraftFormat:
    """The form of this name or of the person's own template, else that of the file's ending, else
    markdown; raises UsageError, also for an ending that no form has."""
    if template is not None:
        return DraftFormat(template.name, "", (), partial(_write, template), "<!-- {} -->")
    if name is not None and name not in DRAFT_FORMATS:
        raise UsageError(
            f"There is no form “{one_line(name, 40)}” of a draft; there are: "
            f"{', '.join(DRAFT_FORMATS)}."
        )
    if name is not None or path is None:
        return DRAFT_FORMATS[name or "markdown"]
    check_ending(
        path,
        (ending for export_format in DRAFT_FORMATS.values() for ending in export_format.endings),
    )
    by_ending = (f for f in DRAFT_FORMATS.values() if path.suffix.casefold() in f.endings)
    return next(by_ending, DRAFT_FORMATS["markdown"])

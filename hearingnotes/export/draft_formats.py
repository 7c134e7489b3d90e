"""The export formats of a draft: each is a template."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from hearingnotes.errors import UsageError
from hearingnotes.export.draft_document import DraftDocument
from hearingnotes.export.registry import check_ending
from hearingnotes.model.sanitize import one_line

UNVERIFIED = "unverified quotes:"
"""The beginning of a comment that names the sources of unverified quotes."""

TEMPLATES = Path(__file__).parent / "templates" / "drafts"


@dataclass(frozen=True, slots=True)
class DraftFormat:
    """An export format of a draft; the fields are those of `ExportFormat`."""

    name: str
    title: str
    endings: tuple[str, ...]
    write: Callable[[DraftDocument], str]
    comment: str = ""

    def write_whole(self, article: DraftDocument) -> str:
        """Return the text of a file, with a comment that names the sources of unverified quotes.

        So the article still has them when it is imported. A format without comments has none.
        """
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


def get_draft_format(name: str | None, path: PurePath | None, template: Path | None) -> DraftFormat:
    """Return the format of the person's template, of this name, or of the file's extension.

    The default is markdown. Raises UsageError, also for an extension that no format has.
    """
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

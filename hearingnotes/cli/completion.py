"""Shell completion for hearings, formats and themes. It never creates a library."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from hearingnotes.config import paths
from hearingnotes.errors import HearingnotesError
from hearingnotes.model.sanitize import one_line


def complete_hearing(
    ctx: click.Context, _param: click.Parameter | None, incomplete: str
) -> list[CompletionItem]:
    """Return the handles with this beginning, each with its title."""
    return _complete(ctx, incomplete, removed=False)


def complete_removed(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the handles of removed hearings with this beginning, each with its title."""
    return _complete(ctx, incomplete, removed=True)


def complete_format(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the export formats with this beginning."""
    from hearingnotes.export.registry import all_formats

    return _named(
        {export_format.name: export_format.title for export_format in all_formats().values()},
        incomplete,
    )


def complete_importer(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the import formats with this beginning."""
    from hearingnotes.importers.registry import all_importers

    titles = {importer.name: importer.title for importer in all_importers().values()}
    return _named(titles, incomplete)


def _named(titles: dict[str, str], incomplete: str) -> list[CompletionItem]:
    return [
        CompletionItem(name, help=title)
        for name, title in titles.items()
        if name.startswith(incomplete)
    ]


def _complete(ctx: click.Context, incomplete: str, *, removed: bool) -> list[CompletionItem]:
    from hearingnotes.library.read import open_library
    from hearingnotes.services.find_hearing import handles

    path: Path = ctx.find_root().params.get("library_path") or paths.library_path()
    if not path.exists():
        return []
    try:
        with open_library(path) as library:
            everything = library.hearings.removed() if removed else library.hearings.all()
    except HearingnotesError:
        return []
    names = handles(everything)
    return [
        CompletionItem(names[stored.hearing.id], help=one_line(stored.hearing.title))
        for stored in everything
        if names[stored.hearing.id].startswith(incomplete.lower())
    ]


def complete_opening(
    ctx: click.Context, param: click.Parameter | None, incomplete: str
) -> list[CompletionItem]:
    """Return the handles with this beginning; where there are none, files."""
    return complete_hearing(ctx, param, incomplete) or [CompletionItem(incomplete, type="file")]


def complete_theme(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the themes with this beginning."""
    from hearingnotes.config.themes import load_themes

    themes, _ = load_themes(paths.themes_path())
    return [CompletionItem(name) for name in sorted(themes) if name.startswith(incomplete)]

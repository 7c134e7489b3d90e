"""The first page is short, every page is found from it, and links lead somewhere."""

import os.path
from pathlib import PurePosixPath

import pytest

from hearingnotes.export.registry import all_formats
from tests.docs.pages import FIRST_PAGE, PAGES, ROOT, Page, page_named

MOST_LINES = 150
BY_NAME = {page.name: page for page in PAGES}


def test_the_first_page_is_short() -> None:
    assert len(FIRST_PAGE.text.splitlines()) <= MOST_LINES


@pytest.mark.parametrize("page", PAGES, ids=repr)
def test_links_between_pages_lead_somewhere(page: Page) -> None:
    for link in page.links:
        target = _target(page, link.path)
        assert (ROOT / target).is_file(), target
        if link.heading:
            assert link.heading in BY_NAME[target].headings, f"{target}#{link.heading}"


@pytest.mark.parametrize("page", PAGES, ids=repr)
def test_headings_of_a_page_have_different_names(page: Page) -> None:
    assert len(page.headings) == len({*page.headings})


def test_every_page_is_found_from_the_first_one() -> None:
    found, waiting = {FIRST_PAGE.name}, [FIRST_PAGE]
    while waiting:
        page = waiting.pop()
        for link in page.links:
            target = _target(page, link.path)
            if target in BY_NAME and target not in found:
                found.add(target)
                waiting.append(BY_NAME[target])
    assert found == BY_NAME.keys()


def test_the_list_of_pages_has_each_that_the_first_page_names() -> None:
    listed, named = (
        {_target(page, link.path) for link in page.links} & BY_NAME.keys()
        for page in (page_named("README"), FIRST_PAGE)
    )
    assert named - {"docs/README.md"} <= listed


def test_the_pages_name_every_export_format() -> None:
    assert set(all_formats()) <= {*page_named("export-and-templates").code}


def _target(page: Page, path: str) -> str:
    """The path, within the project, of what a link on this page leads to."""
    beside = PurePosixPath(page.name).parent
    return os.path.normpath(beside / path) if path else page.name

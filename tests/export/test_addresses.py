"""Links lead to the web or to a file near by, and nowhere else."""

import pytest

from hearingnotes.export.addresses import is_on_the_web, may_be_link


@pytest.mark.parametrize(
    "address",
    ["https://youtu.be/4LBmWqYuuDY&t=5", "HTTP://a.example", "https://a.example:8080/b?c=d:e#t=1"],
)
def test_web_addresses_may_be_links(address: str) -> None:
    assert is_on_the_web(address)
    assert may_be_link(address)


@pytest.mark.parametrize(
    "address",
    ["hearing.mp4#t=5", "../media/the%20hearing.mp4#t=0", "javascript%3Ax.mp4#t=0", "-a.mp4#t=1"],
)
def test_files_near_by_may_be_links(address: str) -> None:
    assert may_be_link(address)
    assert not is_on_the_web(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)#t=5",
        "data:text/html,x",
        "vbscript:x",
        "file:///home/ana/a.mp4",
        "/home/ana/a.mp4#t=5",
        "C:\\Users\\ana\\a.mp4",
        "\\\\host\\share",
        "//a.example/b",
        "\\/a.example",
        "..\\..\\a",
        "https:a.example",
        "https:///a.example",
        "http:\\\\a.example",
        "#t=5",
        "?a=b",
        "mailto:a@b.example",
        "x:https://a.example",
    ],
)
def test_other_addresses_are_no_links(address: str) -> None:
    assert not may_be_link(address)
    assert not is_on_the_web(address)

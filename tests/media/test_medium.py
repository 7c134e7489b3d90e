"""Direct media: addresses and files need nobody's help."""

from pathlib import Path

import pytest

from hearingnotes.errors import UsageError
from hearingnotes.media.medium import Medium, direct
from hearingnotes.model.hearing import LiveStatus


@pytest.mark.parametrize(
    ("text", "url", "title"),
    [
        ("https://city.gov/clips/may%205.mp4", "https://city.gov/clips/may%205.mp4", "may 5"),
        (" https://city.gov/a.mp4?key=1#t=90 \n", "https://city.gov/a.mp4?key=1", "a"),
        ("https://city.gov/été-🫪.mp4", "https://city.gov/été-🫪.mp4", "été-🫪"),
        ("HTTP://city.gov/A.MP3", "HTTP://city.gov/A.MP3", "A"),
        ("http://city.gov:8080/", "http://city.gov:8080/", "city.gov"),
        ("https://city.gov/%1b%5b31m%0a.mp4", "https://city.gov/%1b%5b31m%0a.mp4", "[31m"),
    ],
)
def test_an_address_is_played_as_it_is(text: str, url: str, title: str) -> None:
    assert direct(text) == Medium(url, title=title, webpage_url=url)


@pytest.mark.parametrize(
    "text",
    [
        "http://",
        "https:///a.mp4",
        "https://[half",
        "https://city.gov/a b.mp4",
        "https://city.gov/\x1b.mp4",
        "https://city.gov/a\n.mp4",
    ],
)
def test_an_incomplete_address_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no complete web address") as caught:
        direct(text)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("name", ["Hearing of May 5.mp4", "-v.mp4", "50% #t=9?.ogg", "été"])
def test_a_file_is_played_from_where_it_lies(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / name
    file.touch()
    expected = Medium(str(file), title=file.stem, platform_key=str(file))
    assert direct(name) == direct(str(file)) == direct(file.as_uri()) == expected


def test_a_tilde_in_a_path_is_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "a.mp4").touch()
    assert direct("~/a.mp4").url == str(tmp_path / "a.mp4")


@pytest.mark.parametrize(
    "text", ["", ".", "no.mp4", "edl://a.mp4", "--script=x", "a\0b", "x" * 5000, "~nobody/a.mp4"]
)
def test_a_text_that_names_no_file_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no file"):
        direct(text)


@pytest.mark.parametrize("status", LiveStatus)
def test_a_medium_is_live_only_while_it_is_on_the_air(status: LiveStatus) -> None:
    assert Medium("", live_status=status).is_live is (status.value == "is_live")


def test_a_printed_medium_shows_no_headers() -> None:
    assert "secret" not in repr(Medium("http://a/", headers={"Authorization": "secret"}))

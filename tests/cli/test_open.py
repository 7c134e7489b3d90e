"""`hearingnotes WHAT`: what is understood, and what is told of what is not."""

from pathlib import Path

import pytest

from tests.cli.conftest import VIDEO_ID, UserHome

NEEDS_TERMINAL = "The screen needs a terminal; hearingnotes show and export work without one."


def is_understood(home: UserHome, *words: str) -> bool:
    """What can be opened is refused only because a test has no terminal."""
    result = home.run(*words)
    return (result.code, result.sentence) == (1, NEEDS_TERMINAL)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("htps://youtu.be/4LBmWqYuuDY", "paste the address from the browser, https:// first"),
        ("https:/youtu.be/4LBmWqYuuDY", "paste the address from the browser, https:// first"),
        ("https//youtu.be/4LBmWqYuuDY", "paste the address from the browser, https:// first"),
        ("ftp://host.example/a.mp4", "paste the address from the browser, https:// first"),
        ("www.council.example/meetings/4", "put https:// before it"),
        ("https://www.youtube.com/watch?v=short", "“short” is not the id of a YouTube video"),
        ("https://www.youtube.com/playlist?list=PL1", "paste the video's own address"),
        ("hearing.mp4", "There is no file hearing.mp4; check its name and folder."),
        ("/nowhere/hearing", "There is no file /nowhere/hearing; check its name and folder."),
        ("file:///nowhere/hearing.mp4", "There is no file /nowhere/hearing.mp4"),
        ("~nobody-here/hearing.mp4", "There is no file ~nobody-here/hearing.mp4"),
        ("folder", "folder is a folder; name a recording in it."),
        ("file://{home}/folder", "is a folder; name a recording in it."),
        ("budget", "“budget” is neither a file, nor a link, nor a hearing of the library"),
        ("exprot", "Did you mean hearingnotes export?"),
        ("help", "Did you mean hearingnotes --help?"),
        ("x" * 5000, "x…” is neither a file"),
        ("", "Nothing is named"),
        (" ", "Nothing is named"),
        ("--lead", "No such option '--lead'"),
        ("-x", "No such option '-x'"),
    ],
)  # fmt: skip
def test_open_refuses_wrong_references_in_a_sentence(
    home: UserHome, typed: str, message: str
) -> None:
    (home.folder / "folder").mkdir()
    result = home.run(typed.format(home=home.folder))
    assert result.code == 2
    assert message in result.sentence
    assert len(result.sentence) < 300
    assert result.sentence.endswith((".", "?"))


@pytest.mark.parametrize("name", ["list", "-", "a b.mp4", 'it\'s "1".mp4', "日本.mp4", "y" * 255])
def test_files_of_any_name_can_be_opened(home: UserHome, name: str) -> None:
    (home.folder / name).touch()
    assert is_understood(home, "open", name)
    assert is_understood(home, f"./{name}")


def test_a_file_called_like_an_option_can_be_opened(home: UserHome) -> None:
    (home.folder / "--video").touch()
    assert is_understood(home, "--", "--video")
    assert is_understood(home, "./--video")


def test_open_refuses_a_file_whose_name_is_not_utf8(home: UserHome) -> None:
    name = b"hearing-\xe9.mp4".decode(errors="surrogateescape")
    try:
        Path(name).touch()
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    result = home.process(name)
    assert result.code == 2
    assert "is not written in UTF-8; rename it." in result.sentence


def test_open_reports_a_file_in_a_folder_that_may_not_be_read(home: UserHome) -> None:
    closed = home.folder / "closed"
    closed.mkdir(mode=0o000)
    result = home.process("closed/hearing.mp4")
    assert result.code == 2
    assert result.sentence == "There is no file closed/hearing.mp4; check its name and folder."


@pytest.mark.parametrize(
    "typed",
    [
        *(f"https://youtu.be/{VIDEO_ID}?t=90", VIDEO_ID),
        *("https://council.example/hearing.mp4", "https://council.example/meetings/4"),
    ],
)
def test_links_can_be_opened_with_nothing_before_them(home: UserHome, typed: str) -> None:
    assert is_understood(home, typed)
    assert is_understood(home, "--verbose", "--library", "other.db", typed)


@pytest.mark.parametrize("typed", ["0001", "COUNCIL", "budget", VIDEO_ID, "Council on budget"])
def test_hearings_of_the_library_can_be_opened_by_any_of_their_names(
    home: UserHome, typed: str
) -> None:
    home.keep("Council on budget")
    home.keep("Committee on trees", number=2, key="aaaaaaaaaaa")
    assert is_understood(home, typed)


def test_open_without_a_reference_shows_the_list_of_hearings(home: UserHome) -> None:
    assert is_understood(home)
    assert is_understood(home, "--library", "other.db")


def test_open_without_a_terminal_is_refused_by_the_process_too(home: UserHome) -> None:
    (home.folder / "hearing.mp4").touch()
    assert home.process("hearing.mp4").sentence == NEEDS_TERMINAL
    assert home.process("hearing.mp4", stdin=None, preexec_fn=close_stdin).sentence == (
        NEEDS_TERMINAL
    )


def close_stdin() -> None:
    import os

    os.close(0)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--mpv", "nonsense"), "nonsense is not KEY=VALUE, as in --mpv audio-device=alsa"),
        (("--mpv", "=5"), "=5 is not KEY=VALUE"),
        (("--library",), "Option '--library' requires an argument"),
        (("--library", "."), "is a directory"),
        (("list", "--library", "x.db"), "--library goes before the command"),
        (("list", "--verbose"), "--verbose goes before the command"),
        (("list", "extra"), "unexpected extra argument (extra)"),
        (("exprot", "budget"), "Did you mean hearingnotes export?"),
        (("show",), "Missing argument 'HEARING'; hearingnotes show --help"),
        (("search",), "Name words, or --speaker"),
        (("export", "0001", "--style", "poem"), "There is no form “poem”; there are: article, "),
        (("export", "0001", "--recordin"), "Did you mean '--recording'?"),
        (("list", "--\x1b[31mred\nline"), "No such option"),
    ],
)
def test_open_refuses_wrong_options_in_a_sentence(
    home: UserHome, words: tuple[str, ...], message: str
) -> None:
    result = home.run(*words)
    assert result.code == 2
    assert message in result.sentence
    assert "\x1b" not in result.err


def test_open_refuses_named_captions_that_are_missing(home: UserHome) -> None:
    for name in ("a.mp4", "a.vtt"):
        (home.folder / name).touch()
    recording, captions = str(home.folder / "a.mp4"), str(home.folder / "a.vtt")
    assert is_understood(home, recording, "--captions", captions)
    result = home.run(recording, "--captions", str(home.folder / "b.vtt"))
    assert result.code == 2
    assert result.sentence.endswith("b.vtt; check its name.")


def test_open_takes_captions_with_what_they_are_of(home: UserHome) -> None:
    (home.folder / "a.vtt").touch()
    result = home.run("open", "--captions", str(home.folder / "a.vtt"))
    assert (result.code, result.sentence) == (
        2,
        "Captions are of one recording; name that as well.",
    )

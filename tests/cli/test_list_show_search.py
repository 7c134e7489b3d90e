"""Reading the library without the screen."""

import json
from dataclasses import replace

import pytest

from hearingnotes.library.library import Library
from hearingnotes.model.moment import Moment
from tests.cli.conftest import NOW, OTHER, OTHER_ID, VIDEO_ID, UserHome, note_at, save_live

TRICKY = "\x1b]0;owned\x07\x1b[31mred\x1b[0m [b]bold[/b] \x9b2J -x\r\nnext\x07"
CONTROLS = [chr(code) for code in (*range(10), *range(11, 32), *range(127, 160))]


def has_controls(text: str) -> bool:
    return any(control in text for control in CONTROLS)


# --- list ---


def test_a_line_of_list_begins_with_what_every_other_command_takes(home: UserHome) -> None:
    home.keep("Council on budget", ["one", "two"])
    home.keep("Committee on trees", ["three"], number=2)
    lines = home.run("list").out.splitlines()
    titles = {line.split()[0]: line for line in lines}
    assert "2026-01-16     2 notes  Council on budget" in titles["0001"]
    assert "2026-01-16      1 note  Committee on trees" in titles["0002"]
    assert "Council on budget" in home.run("show", "0001").out
    assert home.run("export", "0002").out.startswith("# Committee on trees\n")


def test_handles_grow_until_no_two_hearings_share_one(home: UserHome) -> None:
    home.keep("Council on budget", number=10001)
    home.keep("Committee on trees", number=20001)
    home.keep("Board on water", number=30002)
    firsts = {line.split()[0] for line in home.run("list").out.splitlines()}
    assert firsts == {"10001", "20001", "0002"}
    for handle in firsts:
        assert home.run("show", handle).code == 0


def test_an_empty_library_says_how_to_begin(home: UserHome) -> None:
    result = home.run("list")
    assert (result.code, result.out) == (0, "")
    assert "Open one: hearingnotes URL" in result.err
    assert json.loads(home.run("list", "--json").out) == []


def test_list_as_json_is_complete(home: UserHome) -> None:
    hearing = home.keep("Council on budget", ["one"])
    with Library(home.library_path) as library:
        library.hearings.remember_position(hearing.id, 42.5)
    assert json.loads(home.run("list", "--json").out) == [
        {
            "id": hearing.id,
            "handle": "0001",
            "title": "Council on budget",
            "body": "Council",
            "date": "2026-01-16",
            "created_utc": "2026-01-16T15:00:00.000000+00:00",
            "opened_utc": None,
            "resume_s": 42.5,
            "notes": 1,
            "recordings": [
                {
                    "id": "R1",
                    "platform": "youtube",
                    "key": VIDEO_ID,
                    "url": f"https://youtu.be/{VIDEO_ID}",
                    "title": "",
                    "duration_s": None,
                    "live_status": "not_live",
                    "starts_utc": None,
                    "aligned_to": None,
                    "aligned_s": 0.0,
                    "reach_s": None,
                    "reached_end": False,
                }
            ],
        }
    ]


# --- show ---


def test_show_prints_notes_in_the_order_of_the_recording(home: UserHome) -> None:
    by_clock = replace(note_at(9, "in the corridor"), moment=Moment(NOW))
    starred = note_at(2, "later\nand more", starred=True, verified=True)
    home.keep("Council on budget", [starred, note_at(1, "sooner", unsent=True), by_clock])
    assert home.process("show", "0001").out.splitlines() == [
        "Council on budget",
        "Council · 2026-01-16 · handle 0001",
        f"https://youtu.be/{VIDEO_ID}",
        "",
        "1       0:10  ±0s    ✎ sooner",
        "2       0:20  ±0s    ★✓ later",
        "                     and more",
        "3   10:00:00  clock  in the corridor",
    ]


def test_show_prints_how_a_second_was_found_where_it_is_not_a_files_own(home: UserHome) -> None:
    save_live(home, ["on air", "later"])
    lines = home.run("show", "0001").out.splitlines()[-2:]
    assert lines == [
        "1      48:00  ±1s stream time  on air",
        "2      49:00  ±1s stream time  later",
    ]


def test_show_has_seconds_of_the_recording_that_is_asked_for(home: UserHome) -> None:
    save_live(home, ["on air"])
    home.run("recording", "add", "0001", OTHER, "--at", f"https://youtu.be/{VIDEO_ID}?t=60")
    for name in ("2", OTHER_ID, f"https://youtu.be/{OTHER_ID}"):
        shown = home.run("show", "0001", "--recording", name)
        assert shown.out.endswith("\n1      47:00  ±1s stream time  on air\n")
        (note,) = json.loads(home.run("show", "0001", "--json", "--recording", name).out)["notes"]
        assert note["link"] == f"https://youtu.be/{OTHER_ID}&t=2820"
    refused = home.run("show", "0001", "--recording", "3")
    assert refused.code == 2
    assert "The hearing has no recording “3”" in refused.sentence


def test_a_quote_that_nobody_has_verified_has_its_sign_wherever_it_is_found(home: UserHome) -> None:
    unheard = note_at(1, "> We will vote.", from_captions=True)
    home.keep("Levy", [unheard, note_at(2, "> We vote.", from_captions=True, verified=True)])
    found = home.run("search", "vote").out.splitlines()
    shown = home.run("show", "levy").out.splitlines()
    assert ["“? > We will vote." in line for line in found] == [True, False]
    assert ["“?" in line for line in shown[-2:]] == [True, False]
    assert "1 quote out of captions is not verified" in home.run("export", "levy").err


@pytest.mark.parametrize(
    "name",
    [
        *("0001", "BUDGET", "Council on budget", VIDEO_ID, f" {VIDEO_ID} "),
        f"https://www.youtube.com/watch?v={VIDEO_ID}&t=5s",
    ],
)
def test_show_finds_a_hearing_by_each_of_its_names(home: UserHome, name: str) -> None:
    home.keep("Council on budget")
    home.keep("Committee on trees", number=2, key="aaaaaaaaaaa")
    assert home.run("show", name).out.startswith("Council on budget\n")


def test_a_hearing_of_a_file_is_named_by_the_file(home: UserHome) -> None:
    file = home.folder / "hearing.mp4"
    file.touch()
    home.keep("Council", platform="local_file", key=str(file), url=str(file))
    for name in ("hearing.mp4", "./hearing.mp4", str(file), file.as_uri()):
        assert home.run("show", name).out.startswith("Council\n")


def test_a_whole_title_goes_before_a_part_of_one(home: UserHome) -> None:
    home.keep("Council")
    home.keep("Council, second day", number=2)
    assert home.run("show", "council").out.startswith("Council\n")


def test_a_title_like_an_option_is_a_title(home: UserHome) -> None:
    for number, title in enumerate(("--help", "-x", "--json"), 1):
        home.keep(title, number=number)
        assert home.run("show", f"000{number}").out.startswith(f"{title}\n")
        assert home.run("show", "--", title).out.startswith(f"{title}\n")


@pytest.mark.parametrize("command", ["show", "export"])
def test_an_unknown_or_ambiguous_hearing_is_refused(home: UserHome, command: str) -> None:
    for number in range(1, 8):
        home.keep(f"Budget, day {number}", number=number)
    unknown = home.run(command, "trees")
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.sentence == (
        "No hearing is called “trees”; hearingnotes list shows those there are."
    )
    ambiguous = home.run(command, "budget")
    assert ambiguous.code == 2
    assert "“budget” fits 7 hearings; name one by its first word: " in ambiguous.sentence
    assert "0003 Budget, day 3; " in ambiguous.sentence
    assert ambiguous.sentence.endswith("; and 2 more.")


def test_show_as_json_is_complete(home: UserHome) -> None:
    by_clock = replace(note_at(2, "corridor"), moment=Moment(NOW))
    home.keep("Council", [note_at(1, "[sic] “é”\n# x", nudge_s=-1.5, verified=True), by_clock])
    shown = json.loads(home.run("show", "0001", "--json").out)
    assert (shown["title"], shown["handle"], len(shown["recordings"])) == ("Council", "0001", 1)
    assert shown["notes"] == [
        {
            "id": "N0010001",
            "text": "[sic] “é”\n# x",
            "utc": "2026-01-16T15:00:00.000000+00:00",
            "recording_id": "R1",
            "second_s": 8.5,
            "stamp": "0:08",
            "margin_s": 0.04,
            "rung": "file",
            "by_anchor": False,
            "epoch": None,
            "nudge_s": -1.5,
            "lead_s": 0.0,
            "link": f"https://youtu.be/{VIDEO_ID}&t=8",
            "starred": False,
            "verified": True,
            "unsent": False,
            "from_captions": False,
        },
        {
            "id": "N0010002",
            "text": "corridor",
            "utc": "2026-01-16T15:00:00.000000+00:00",
            **dict.fromkeys(("recording_id", "second_s", "stamp", "margin_s", "rung", "link")),
            **{
                "by_anchor": False,
                "epoch": None,
                "nudge_s": 0.0,
                "lead_s": 0.0,
                "starred": False,
                "verified": False,
                "unsent": False,
                "from_captions": False,
            },
        },
    ]


# --- search ---


def test_search_finds_words_in_all_hearings(home: UserHome) -> None:
    home.keep("Council", ["the levy rises", "the levee holds"])
    home.keep("Trees", ["LEVY on trees"], number=2, key="aaaaaaaaaaa")
    assert home.run("search", "levy").out.splitlines() == [
        "0002       0:10  LEVY on trees  https://youtu.be/aaaaaaaaaaa&t=10  (Trees, 2026-01-16)",
        f"0001       0:10  the levy rises  https://youtu.be/{VIDEO_ID}&t=10  (Council, 2026-01-16)",
    ]
    assert len(home.run("search", "lev").out.splitlines()) == 3
    assert len(home.run("search", "levy", "trees").out.splitlines()) == 1


@pytest.mark.parametrize("words", ['"', "!!!", "levy AND", "NEAR(", "text:levy", "*", "a^2", "("])
def test_search_takes_every_word_literally(home: UserHome, words: str) -> None:
    home.keep("Council", ["the water rises"])
    result = home.run("search", words)
    assert (result.code, result.out, result.err) == (0, "", "No note has these words.\n")


def test_words_like_options_are_searched_for_after_two_dashes(home: UserHome) -> None:
    home.keep("Council", ["the --force of it"])
    assert "the --force of it" in home.run("search", "--", "--force").out


def test_search_prints_notes_in_the_order_of_the_recording_without_unsent_ones(
    home: UserHome,
) -> None:
    later, sooner, unsent = note_at(3, "levy c"), note_at(1, "levy a"), note_at(2, "levy b")
    sooner, unsent = replace(sooner, id="N9"), replace(unsent, unsent=True)
    home.keep("Council", [later, sooner, unsent])
    lines = home.run("search", "levy").out.splitlines()
    assert [line.split()[1] for line in lines] == ["0:10", "0:30"]


def test_search_finds_whom_a_roster_names(home: UserHome) -> None:
    for number in (1, 2):
        texts = ["@chair: opens", "a chair"]
        home.keep(f"No. {number}", texts, number=number, key=str(number) * 11)
    roster = home.folder / "roster.csv"
    roster.write_text("mark,name\nchair,Rosa Ashgrove\n")
    home.run("roster", "import", str(roster), "--hearing", "0001")
    for words in (("ashgrove",), ("Rosa", "opens"), ("rosa", "ash")):
        (line,) = home.run("search", *words).out.splitlines()
        assert line.startswith("0001       0:10  @chair: opens")
    assert home.run("search", "ashgrove", "closes").out == ""


def test_search_points_into_the_recording_that_is_asked_for_where_there_is_one(
    home: UserHome,
) -> None:
    save_live(home, ["the levy"])
    home.keep("Trees", ["LEVY on trees"], number=2, key="bbbbbbbbbbb")
    home.run("recording", "add", "0001", OTHER, "--at", f"https://youtu.be/{VIDEO_ID}?t=60")
    assert home.run("search", "levy", "--recording", "2").out.splitlines() == [
        "0002       0:10  LEVY on trees  https://youtu.be/bbbbbbbbbbb&t=10  (Trees, 2026-01-16)",
        f"0001      47:00  the levy  https://youtu.be/{OTHER_ID}&t=2820  (Council, 2026-01-16)",
    ]
    (_, found) = json.loads(home.run("search", "levy", "--json", "--recording", OTHER_ID).out)
    assert found["second_s"] == 2820.0
    assert home.run("search", "levy", "--recording", "7").code == 2


def test_search_as_json_names_the_hearing(home: UserHome) -> None:
    hearing = home.keep("Council", ["the levy"])
    (found,) = json.loads(home.run("search", "levy", "--json").out)
    assert (found["hearing"], found["hearing_id"], found["title"]) == (
        "0001",
        hearing.id,
        "Council",
    )
    assert (found["text"], found["second_s"]) == ("the levy", 10.0)
    assert json.loads(home.run("search", "trees", "--json").out) == []


# --- what comes from elsewhere ---


@pytest.mark.parametrize(
    "words",
    [
        *(("list",), ("show", "0001"), ("search", "next"), ("export", "0001")),
        *(("list", "--json"), ("show", "0001", "--json"), ("search", "next", "--json")),
        *(("--library", "\x1b]0;owned\x07", "list"), ("export", "0001", "--style", "log")),
        *(("show", "\x1b]0;owned\x07"), ("show", "bold")),
    ],
)
def test_titles_notes_and_urls_are_printed_without_control_characters(
    home: UserHome, words: tuple[str, ...]
) -> None:
    for number in (1, 2):
        home.keep(
            TRICKY, [TRICKY], number=number, platform="web_page",
            key="https://x.example/\x1b]0;owned\x07?a=\x9b1;\n",
            url="https://x.example/\x1b]0;owned\x07\x9b",
        )  # fmt: skip
    result = home.run(*words)
    assert not has_controls(result.out + result.err)
    assert result.out + result.err
    if "--json" in words:
        (row, *_) = [value] if isinstance(value := json.loads(result.out), dict) else value
        assert row["title"] == TRICKY


def test_a_letter_that_the_terminal_cannot_encode_does_not_stop_a_command(home: UserHome) -> None:
    home.keep("日本 ★", ["é"])
    home.variables = {"PYTHONIOENCODING": "latin-1"}
    result = home.process("list")
    assert (result.code, result.out.split()[-2:]) == (0, ["日本", "★"])


def test_the_settings_select_the_link_style_and_are_reported_when_broken(home: UserHome) -> None:
    home.keep("Council", ["the levy"])
    home.write_settings('link_style = "watch"\nvolume = "loud"\n')
    result = home.run("search", "levy")
    assert f"https://www.youtube.com/watch?v={VIDEO_ID}&t=10s" in result.out
    assert "settings.toml, line 2: volume must be a number from 0 to 130" in result.sentence


@pytest.fixture
def two_hearings(home: UserHome) -> None:
    home.keep("Budget", ["@chair: the levy #vote", "the levy, by @member"])
    home.keep("Housing", ["@chair: rents", "the levy again #vote"], number=2)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("levy",), 3),
        (("levy", "@chair"), 1),
        (("--speaker", "chair"), 2),
        (("--speaker", "@chair", "levy"), 1),
        (("--tag", "#vote"), 2),
        (("--tag", "vote", "--speaker", "chair"), 1),
        (("levy", "--body", "council"), 3),
        (("levy", "--body", "board"), 0),
        (("levy", "--from", "2026-01-16", "--to", "2026-01-16"), 3),
        (("levy", "--from", "2026-01-17"), 0),
        (("--to", "2026-01-16"), 4),
    ],
)
def test_search_by_marks_body_and_day(
    home: UserHome, two_hearings: None, words: tuple[str, ...], found: int
) -> None:
    result = home.run("search", *words)
    assert (result.code, len(result.out.splitlines())) == (0, found)
    assert len(json.loads(home.run("search", "--json", *words).out)) == found


def test_search_for_nothing_is_refused(home: UserHome, two_hearings: None) -> None:
    result = home.run("search")
    assert (result.code, "Name words, or --speaker" in result.sentence) == (2, True)
    assert home.run("search", "x", "--from", "yesterday").code == 2


def test_commands_report_a_note_that_is_still_being_typed(home: UserHome) -> None:
    home.keep("Council", ["levy"])
    with Library(home.library_path) as library:
        library.autosaves.write(note_at(2, "cut off in the mid"))
    message = "1 note is still being typed; opening the hearing goes on with it."
    assert home.run("list").sentence == f"0001 Council: {message}"
    assert home.run("show", "0001").sentence == message
    assert home.run("export", "0001").sentence == message


def test_list_names_what_plays_for_hearings_of_one_title(home: UserHome) -> None:
    home.keep("Council", number=1)
    home.keep("Council", number=2, url="https://vimeo.com/2")
    home.keep("Budget", number=3)
    ends = {line.split()[0]: line.split("  ")[-1] for line in home.run("list").out.splitlines()}
    assert ends == {
        "0001": "https://youtu.be/4LBmWqYuuDY", "0002": "https://vimeo.com/2", "0003": "Budget",
    }  # fmt: skip


def test_a_note_without_a_text_is_printed_as_such(home: UserHome) -> None:
    home.keep("Council", [note_at(1, "", starred=True), note_at(2, "levy", verified=True)])
    assert home.run("show", "0001").out.splitlines()[-2:] == [
        "1       0:10  ±0s  ★ (a mark, without a text)", "2       0:20  ±0s  ✓ levy",
    ]  # fmt: skip
    log = home.run("export", "0001", "--style", "log").out
    assert "=10) ★ (a mark, without a text)" in log
    assert "=20) ✓ levy" in log

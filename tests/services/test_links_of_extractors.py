"""Links of every site that yt-dlp has tests of, by its own tables.

The tables are read from the installed package, in a process of their own: it is slow to load and
must not be in this one.
"""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from hearingnotes.errors import HearingnotesError
from hearingnotes.media.medium import Medium, is_one_word
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.links import Link, opens_at_second, read_link, write_link
from hearingnotes.services.describe_hearing import playing_recording

HEARING = Hearing("H", "Council", datetime(2026, 1, 16, tzinfo=UTC))
SECOND = 4321
LIMIT_S = 300
# Pages of one video that name more: a list that it is in, or a page that shows it.
FEW = 0.005
TABLES = """
import json
from yt_dlp.extractor import gen_extractor_classes

def id_of(extractor, url):
    try:
        return extractor.get_temp_id(url)
    except Exception:
        return None

rows = []
for extractor in gen_extractor_classes():
    for case in extractor.get_testcases(include_onlymatching=True):
        url = case.get("url", "")
        if url.startswith(("http://", "https://")):
            named = (case.get("info_dict") or {}).get("id")
            rows.append([extractor.ie_key(), url, id_of(extractor, url), named])
print(json.dumps(rows))
"""
IDS = """
import json, sys
from yt_dlp.extractor import gen_extractor_classes

extractors = {extractor.ie_key(): extractor for extractor in gen_extractor_classes()}

def id_of(name, url):
    try:
        return extractors[name].get_temp_id(url) if extractors[name].suitable(url) else None
    except Exception:
        return None

print(json.dumps([id_of(*pair) for pair in json.load(sys.stdin)]))
"""


class Case(NamedTuple):
    """An address of yt-dlp's tests: whose it is, and the ids that its extractor sees and finds."""

    extractor: str
    url: str
    seen_id: str | None
    found_id: str | None


def _answered(program: str, asked: object = None) -> list[object]:
    """What the program prints, in another process."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        timeout=LIMIT_S,
    )
    answer = json.loads(done.stdout)
    assert isinstance(answer, list)
    return answer


@pytest.fixture(scope="module")
def cases() -> list[tuple[Case, Link]]:
    """All addresses that are links, with what is read of them."""
    found = []
    for row in _answered(TABLES):
        assert isinstance(row, list)
        case = Case(*row)
        try:
            link = read_link(case.url)
        except HearingnotesError:
            continue  # a page that is no video
        if link is not None:
            found.append((case, link))
    assert len(found) > 1000
    return found


def _ids(asked: Iterable[tuple[Case, str]]) -> list[tuple[Case, str, object]]:
    """The id that yt-dlp sees in each address, beside the case."""
    known = [(case, url) for case, url in asked if case.seen_id]
    ids = _answered(IDS, [(case.extractor, url) for case, url in known])
    return [(case, url, id_) for (case, url), id_ in zip(known, ids, strict=True)]


def test_a_written_link_is_read_as_what_it_was_written_for(cases: list[tuple[Case, Link]]) -> None:
    for case, link in cases:
        if link.key is not None:
            assert read_link(link.url) == Link(link.platform, link.key, link.url), case
            second_s = SECOND if opens_at_second(link.platform, link.key) else None
            written = write_link(link.platform, link.key, SECOND)
            expected = Link(link.platform, link.key, link.url, second_s)
            assert read_link(written) == expected, case


def test_a_link_to_what_plays_is_read_as_its_recording(cases: list[tuple[Case, Link]]) -> None:
    for case, link in cases:
        if link.key is None:
            continue  # which of its videos plays is not in the tables
        own = [Recording("R", "H", link.platform, link.key, link.url)]
        page = case.url if is_one_word(case.url) else None
        medium = Medium("https://m", platform_key=case.found_id, webpage_url=page)
        first, *_ = playing_recording(HEARING, own, link, medium)
        second_s = SECOND if opens_at_second(first.platform, first.key) else None
        again = read_link(write_link(first.platform, first.key, SECOND))
        assert again == Link(first.platform, first.key, first.url, second_s), case


@pytest.mark.parametrize("of", ["opened", "written"])
def test_yt_dlp_sees_the_same_video_in_a_link(cases: list[tuple[Case, Link]], of: str) -> None:
    asked = [
        (case, link.url if of == "opened" else write_link(link.platform, link.key, SECOND))
        for case, link in cases
        if link.key is not None
    ]
    answered = _ids(asked)
    others = [(case, url) for case, url, id_ in answered if id_ != case.seen_id]
    assert len(others) <= FEW * len(answered), others


def test_a_key_stands_for_one_video(cases: list[tuple[Case, Link]]) -> None:
    seen: dict[tuple[str, str, str | None], set[str]] = defaultdict(set)
    for case, link in cases:
        # A wrapper's id is the address inside it.
        if case.seen_id and "://" not in case.seen_id and "%3A" not in case.seen_id:
            seen[case.extractor, link.platform, link.key or link.url].add(case.seen_id)
    assert [(key, ids) for key, ids in seen.items() if len(ids) > 1] == []

"""Rosters as files: TOML that a person writes, CSV from elsewhere."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hearingnotes.config.toml import TOO_LARGE, TomlError, WrongValueError, line_of_key, parse_toml
from hearingnotes.errors import HearingnotesError
from hearingnotes.importers.csv_table import read_table, read_text, wrong_at
from hearingnotes.model.roster import Roster, Speaker, combined
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.timecode import parse_time

COLUMNS = ("mark", "name", "role", "key", "lead")
MOST_BYTES = 1 << 20
_MARK = re.compile(r"@?(\w+(?:-\w+)*)")
_SHOWN = 60


def read_roster(path: Path) -> Roster:
    """Read the roster of a .toml or .csv file; raises HearingnotesError that names file and
    line."""
    text = read_text(path, MOST_BYTES)
    if path.suffix.casefold() == ".csv":
        return _from_csv(text, path)
    return _from_toml(text, path)


def read_shared(folder: Path) -> tuple[Roster, list[str]]:
    """Read the rosters of all hearings in the order of their names; return them and the
    problems."""
    whole, problems = Roster(), []
    for path in sorted(folder.glob("*.toml")):
        if not path.is_file():  # a pipe may never say anything
            problems.append(f"{path} is no file; take it away.")
            continue
        try:
            roster = read_roster(path)
        except HearingnotesError as error:
            problems.append(f"{error} For now it is left out.")
        else:
            problems += _without_key(roster, whole, path)
            whole = combined(whole, roster)
    return whole, problems


def _without_key(roster: Roster, before: Roster, path: Path) -> Iterator[str]:
    """Yield sentences on speakers whose key belongs to another one already."""
    for speaker in roster.speakers:
        holder = before.at_key(speaker.key) if speaker.key is not None else None
        if holder is not None and before.named(speaker.mark) is None:
            yield (
                f"{path}: key {speaker.key} of @{speaker.mark} is that of @{holder.mark} in a file "
                "before it; give one of them another."
            )


def as_toml(roster: Roster) -> str:
    """Return the roster as a text that `read_roster` reads."""
    # Late: only who writes one needs it.
    import tomli_w

    speakers = {
        speaker.mark: {
            name: value
            for name, value in (
                ("name", speaker.name or None),
                ("role", speaker.role or None),
                ("key", speaker.key),
                ("lead", speaker.lead_s),
            )
            if value is not None
        }
        for speaker in roster.speakers
    }
    tables = {"speakers": speakers, "abbreviations": dict(roster.abbreviations)}
    return tomli_w.dumps({name: table for name, table in tables.items() if table})


def _from_toml(text: str, path: Path) -> Roster:
    try:
        table = parse_toml(text)
    except TomlError as error:
        why = f"it is not TOML ({error.whole_reason}); mend it."
        raise HearingnotesError(
            f"{path}: {why if error.reason else f'{TOO_LARGE}; shorten it.'}"
        ) from error
    unknown = next((name for name in table if name not in {"speakers", "abbreviations"}), None)
    if unknown is not None:
        shown = one_line(unknown, _SHOWN)
        what = f"there is no table [{shown}] in a roster, only speakers and abbreviations"
        raise wrong_at(path, line_of_key(text, unknown), what)
    speakers = []
    for mark, entry in _table(table, "speakers", path).items():
        try:
            speakers.append(_speaker(mark, entry if isinstance(entry, dict) else {"name": entry}))
        except WrongValueError as wrong:
            line = line_of_key(text, "speakers", mark)
            raise wrong_at(path, line, f"{one_line(mark, _SHOWN)} {wrong}; mend it") from wrong
    short = _table(table, "abbreviations", path)
    for word, meaning in short.items():
        is_word = re.fullmatch(r"\S+", word) and one_line(word) == word
        if not isinstance(meaning, str) or not is_word:
            line, shown = line_of_key(text, "abbreviations", word), one_line(word, _SHOWN)
            raise wrong_at(path, line, f"{shown} must be one word, and stand for a text in quotes")
    lines = [line_of_key(text, "speakers", speaker.mark) for speaker in speakers]
    _check_once(speakers, lines, path)
    return Roster(tuple(speakers), {word.casefold(): one_line(m) for word, m in short.items()})


def _table(table: Mapping[str, Any], name: str, path: Path) -> dict[str, Any]:
    entries = table.get(name, {})
    if not isinstance(entries, dict):
        raise HearingnotesError(f"{path}: {name} must be a table, [{name}]; mend it.")
    return entries


def _from_csv(text: str, path: Path) -> Roster:
    columns, rows = read_table(text, path)
    if "mark" not in columns or not {*columns} <= {*COLUMNS}:
        what = f"the columns must be {', '.join(COLUMNS)}, with mark at least; mend it"
        raise wrong_at(path, 1, what)
    speakers, lines = [], []
    for line, row in rows:
        entry = {name: cell for name, cell in row.items() if cell}
        mark = entry.pop("mark", "")
        try:
            speakers.append(_speaker(mark, entry))
        except WrongValueError as wrong:
            shown = one_line(mark or "the row", _SHOWN)
            raise wrong_at(path, line, f"{shown} {wrong}; mend it") from wrong
        lines.append(line)
    _check_once(speakers, lines, path)
    return Roster(tuple(speakers))


def _speaker(mark: str, entry: Mapping[str, Any]) -> Speaker:
    match = _MARK.fullmatch(mark.strip())
    if match is None:
        raise WrongValueError("is no mark; write one word, as in chair")
    unknown = next((name for name in entry if name not in COLUMNS[1:]), None)
    if unknown is not None:
        raise WrongValueError(
            f"can't have {one_line(unknown, _SHOWN)}: a speaker has name, role, key, lead"
        )
    return Speaker(
        match[1].casefold(),
        _text(entry.get("name", ""), "name"),
        _text(entry.get("role", ""), "role"),
        _key(entry.get("key")),
        _lead(entry.get("lead")),
    )


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise WrongValueError(f"has a {name} that is no text in quotes")
    return one_line(value)


def _key(value: Any) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or str(value) not in {*"123456789"}:
        raise WrongValueError("has a key that is not 1 to 9")
    return int(value)


def _lead(value: Any) -> float | None:
    if value is None or value == "":
        return None
    seconds = None if isinstance(value, bool) else parse_time(str(value))
    if seconds is None:
        raise WrongValueError("has a lead that is no time; write seconds, as in 3")
    return seconds


def _check_once(speakers: list[Speaker], lines: Sequence[int | None], path: Path) -> None:
    """Raises HearingnotesError where a mark or a key is given twice."""
    marks: dict[str, Speaker] = {}
    keys: dict[int, Speaker] = {}
    for speaker, line in zip(speakers, lines, strict=True):
        if speaker.mark in marks:
            raise wrong_at(path, line, f"@{speaker.mark} stands there twice; give one another mark")
        marks[speaker.mark] = speaker
        if speaker.key is None:
            continue
        if other := keys.get(speaker.key):
            both = f"@{other.mark} and @{speaker.mark}"
            what = f"{both} both have key {speaker.key}; give one of them another"
            raise wrong_at(path, line, what)
        keys[speaker.key] = speaker

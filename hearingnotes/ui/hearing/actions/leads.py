"""The action that sets the lead, the seconds that links go back from the moment."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hearingnotes.model.lead import changed_leads
from hearingnotes.ui.action import Action
from hearingnotes.ui.widgets.prompt import PromptRequest

if TYPE_CHECKING:
    from hearingnotes.ui.hearing.screen import HearingScreen

_ANSWER = re.compile(r"(?:([@#]\w[\w-]*)\s+)?(\d{1,3}(?:\.\d)?)")


def ask_lead(screen: HearingScreen) -> None:
    """Ask how many seconds links go back, for all notes or those of a speaker or a tag."""
    label = "Links go back by how many seconds (5, or @chair 5, or #vote 5; 0 for none)"
    screen.ask(PromptRequest(label, partial(_answer, screen)))


def _answer(screen: HearingScreen, text: str) -> str:
    match = _ANSWER.fullmatch(text.strip())
    if match is None:
        return "Type seconds, as in 5, or a speaker or tag and seconds, as in @chair 5"
    mark, seconds = (match[1] or "").casefold(), float(match[2])
    session = screen.session
    leads = changed_leads(session.hearing.leads, mark, seconds)
    session.set_hearing(replace(session.hearing, leads=leads), session.recordings)
    screen.show_all()
    whose = f" of notes with {mark}" if mark else ""
    screen.show_message(
        f"Links{whose} go back {seconds:g} s." if seconds else f"Links{whose} go back 0 s."
    )
    return ""


ACTIONS = (Action("lead", "How far links go back from the moment (lead)", ("l",), ask_lead),)

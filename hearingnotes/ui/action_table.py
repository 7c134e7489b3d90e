"""All actions, in the order of keys, footer, palette and the page of keys."""

from hearingnotes.ui import pane_actions
from hearingnotes.ui.action import Action
from hearingnotes.ui.draft import actions as draft
from hearingnotes.ui.hearing.actions import (
    agenda,
    anchors,
    captions,
    capture,
    general,
    leads,
    notes,
    picture,
    review,
    share,
    transport,
)

ACTIONS: tuple[Action, ...] = (
    *capture.ACTIONS,
    *transport.ACTIONS,
    *notes.ACTIONS,
    *picture.ACTIONS,
    *agenda.ACTIONS,
    *anchors.ACTIONS,
    *captions.ACTIONS,
    *share.ACTIONS,
    *pane_actions.ACTIONS,
    *review.ACTIONS,
    *general.ACTIONS,
    *leads.ACTIONS,
    *draft.ACTIONS,
)

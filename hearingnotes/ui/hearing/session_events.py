"""Events of the open hearing, shown on its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearingnotes.session.events import (
    CaptionsFailed,
    CaptionsFound,
    FrameDrawn,
    MediumFailed,
    MediumFound,
    MirrorReported,
    PlayerChanged,
    PlayerFailed,
    PlayerReady,
    SearchEnded,
    SearchEvent,
    SearchProgressed,
    SearchTarget,
    SessionEvent,
    StillFailed,
    StillsSaved,
)

if TYPE_CHECKING:
    from hearingnotes.ui.hearing.captions import CaptionController
    from hearingnotes.ui.hearing.mirror import MirrorController
    from hearingnotes.ui.hearing.picture import PictureController
    from hearingnotes.ui.hearing.status import StatusController
    from hearingnotes.ui.hearing.view import HearingView


class SessionEventHandler:
    """Passes each event to the controllers that it concerns, and shows their sentences."""

    def __init__(
        self,
        view: HearingView,
        captions: CaptionController,
        picture: PictureController,
        mirror: MirrorController,
        status: StatusController,
    ) -> None:
        self._view = view
        self._captions = captions
        self._picture = picture
        self._mirror = mirror
        self._status = status

    def handle(self, event: SessionEvent) -> None:
        """Apply the event and show it; drop one of a search that was stopped."""
        if not isinstance(event, SearchEvent):
            self._player_or_file(event)
        elif self._view.playback.waits_for(event.search):
            self._search(event)

    def _player_or_file(self, event: SessionEvent) -> None:
        view = self._view
        match event:
            case PlayerChanged():
                self._show_error(view.playback.on_player_changed())
                view.lay_out()
            case PlayerReady(player, problems):
                self._picture.set_player(player)
                view.playback.on_player_ready(player)
                view.lay_out()
                self._show_error(" ".join(problems))
            case PlayerFailed(sentence):
                self._show_error(view.playback.on_player_failed(sentence))
            case FrameDrawn(frame):
                self._picture.pane.show(frame)
            case StillsSaved():
                self._stills_saved(event)
            case StillFailed(sentence, note_id):
                self._picture.on_still_failed(note_id)
                view.show_message(sentence, error=True)
            case MirrorReported(sentence, is_error):
                self._mirror.on_reported(is_error=is_error)
                view.show_message(sentence, error=is_error)
                view.show_state()
            case SearchEnded(search):
                self._status.running_tasks.finish(search)
                self._status.show()

    def _search(self, event: SearchEvent) -> None:
        playback = self._view.playback
        match event:
            case SearchProgressed(target=SearchTarget.RECORDING):
                self._status.update_progress(event, playback.stop_finding)
            case SearchProgressed():
                self._status.update_progress(event, self._captions.stop_finding)
            case MediumFound(medium):
                sentence = playback.on_medium_found(medium)
                self._view.tick()
                if sentence:
                    self._view.show_message(sentence, error=bool(playback.error))
                self._view.show_state()
            case MediumFailed(sentence):
                self._show_error(playback.on_medium_failed(sentence))
            case CaptionsFound():
                self._captions_found(event)
            case CaptionsFailed(sentence):
                if not self._view.note_editor.is_error:
                    self._view.show_message(sentence)

    def _captions_found(self, event: CaptionsFound) -> None:
        sentence = self._captions.on_captions_found(event)
        self._view.tick()
        # Any other message matters more, but for the reason why the named file was not used.
        editor = self._view.note_editor
        is_notable = bool(event.notice) and not editor.is_error
        if sentence and (is_notable or not editor.sentence):
            self._view.show_message(sentence)

    def _stills_saved(self, event: StillsSaved) -> None:
        self._view.session.note_index.pictured |= event.ids
        self._view.note_list.refresh()
        self._mirror.on_notes_changed()
        if event.notice:
            self._view.show_notice(event.notice)

    def _show_error(self, sentence: str) -> None:
        self._view.tick()
        if sentence:
            self._view.show_message(sentence, error=True)

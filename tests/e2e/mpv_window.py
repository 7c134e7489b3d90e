"""A look at the picture that mpv shows, past the program: through mpv's own IPC socket."""

import json
import socket
from pathlib import Path
from typing import Any

from PIL import Image

from tests.media_files import read_frame_number


class MpvRefusedError(RuntimeError):
    """mpv could not do a command."""


class MpvWindow:
    """Speaks mpv's JSON IPC."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(20)
        self._socket.connect(str(path))
        self._lines = self._socket.makefile("r", encoding="utf-8")
        self._request = 0

    def command(self, *words: Any) -> Any:
        """Run a command and give back its data."""
        self._request += 1
        message = {"command": words, "request_id": self._request}
        self._socket.sendall(json.dumps(message).encode() + b"\n")
        for line in self._lines:
            answer = json.loads(line)
            if answer.get("request_id") == self._request:
                if answer["error"] != "success":
                    raise MpvRefusedError(f"{words}: {answer['error']}")
                return answer.get("data")
        raise RuntimeError("mpv has closed the socket")

    def frame(self) -> int:
        """The number in the frame that is shown."""
        picture = self._path.with_suffix(".png")
        while True:
            try:
                self.command("screenshot-to-file", str(picture), "video")
                break
            except MpvRefusedError:  # there is no picture while it seeks
                continue
        with Image.open(picture) as image:
            grey = image.convert("L")
            return read_frame_number(grey.tobytes(), grey.width, grey.height)

    def close(self) -> None:
        """Let go."""
        self._lines.close()
        self._socket.close()

"""A web server on this machine that stands for the world: videos, channels, pages, media."""

import json
import mimetypes
import os
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

ROOT = Path(__file__).parents[2]
PLUGINS = Path(__file__).parent / "plugins"

_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


@dataclass(frozen=True, slots=True)
class Page:
    """What is answered at an address; without `ranges` always all of it."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    ranges: bool = True


class Hold:
    """An address that never answers; it notices who asks, and when they give up."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.hung_up = threading.Event()
        self.query: dict[str, list[str]] = {}


class HangUp:
    """The connection is closed without an answer."""


Answer = Page | Hold | HangUp


class Origin:
    """Serves what a test has put here, and for yt-dlp's YouTube, on 127.0.0.1.

    `pages` may change at any time, as a live playlist does; one that is a function is made when
    it is asked for. Before them the `handlers` are asked: each is given a path, and gives back
    None for what is not its own. Files in the folder `media` are served below `/media/`, in
    ranges if asked for. `asked` lists the paths that were asked for, with their host when this
    server was asked as a proxy. With `keep_alive` connections are kept, as YouTube's servers do.
    """

    def __init__(self, media: Path | None = None, *, keep_alive: bool = False) -> None:
        self.media = media
        self.pages: dict[str, Answer | Callable[[], Answer]] = {}
        self.handlers: list[Callable[[str], Answer | None]] = []
        self.asked: list[str] = []
        self.clock_ahead_s = 0.0
        self._keep_alive = keep_alive
        self._listen(0)

    def _listen(self, port: int) -> None:
        kind = _handler(self, "HTTP/1.1" if self._keep_alive else "HTTP/1.0")
        self._server = ThreadingHTTPServer(("127.0.0.1", port), kind)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop serving: from now on the port is closed."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()

    def reopen(self) -> None:
        """Serve again, on the same port."""
        self._listen(self._server.server_port)
        self._thread.start()

    @property
    def url(self) -> str:
        """The root, without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def environment(self) -> dict[str, str]:
        """What a process must have in its environment for its yt-dlp to find YouTube here."""
        before = os.environ.get("PYTHONPATH")
        folders = [str(PLUGINS), str(ROOT), *([before] if before else [])]
        return {
            "HEARINGNOTES_TEST_ORIGIN": self.url,
            "PYTHONPATH": os.pathsep.join(folders),
        }

    def video(self, key: str, **described: Any) -> str:
        """Describe a YouTube video by fields of an info dict, `hls` or `state`; its address."""
        self.pages[f"/videos/{key}.json"] = as_json(described)
        return f"https://www.youtube.com/watch?v={key}"

    def channel(self, name: str, keys: Sequence[str]) -> str:
        """Describe a channel: the first video is the one that is live; its address."""
        self.pages[f"/channels/{name}.json"] = as_json({"videos": list(keys)})
        return f"https://www.youtube.com/{name}/live"

    def page(self, path: str, body: str | bytes, **about: Any) -> str:
        """Put a page, a playlist or a failure (`status=503`) at a path; its address."""
        self.pages[path] = Page(body.encode() if isinstance(body, str) else body, **about)
        return self.url + path

    def hold(self, path: str) -> Hold:
        """Let a path hang."""
        self.pages[path] = hold = Hold()
        return hold

    def answer(self, path: str) -> Answer:
        """What is answered at a path at this moment."""
        for handler in self.handlers:
            handled = handler(path)
            if handled is not None:
                return handled
        page = self.pages.get(path)
        found = page() if callable(page) else page
        return found or _file(self.media, path) or Page(b"not here", status=404)


def as_json(described: Any) -> Page:
    """A page for a program."""
    return Page(json.dumps(described).encode(), "application/json")


def _handler(origin: Origin, protocol: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = protocol

        def do_GET(self) -> None:
            address = urlsplit(self.path)
            path = unquote(address.path)
            origin.asked.append(f"{address.netloc}{path}")
            page = origin.answer(path)
            if isinstance(page, Hold):
                page.query = parse_qs(address.query)
                self._hang(page)
            elif isinstance(page, HangUp):
                self.close_connection = True
            else:
                self._send(page)

        do_HEAD = do_GET  # noqa: N815

        def _hang(self, hold: Hold) -> None:
            hold.asked.set()
            try:
                while self.connection.recv(4096):
                    pass
            except ConnectionError:
                pass
            finally:
                hold.hung_up.set()
                self.close_connection = True

        def _send(self, page: Page) -> None:
            body, headers = page.body, dict(page.headers)
            wanted = _RANGE.fullmatch(self.headers.get("Range", ""))
            ranged = wanted is not None and page.status == 200 and page.ranges
            if wanted is not None and ranged:
                start = int(wanted[1])
                body = body[start : int(wanted[2]) + 1 if wanted[2] else None]
                last = start + len(body) - 1
                headers["Content-Range"] = f"bytes {start}-{last}/{len(page.body)}"
            self.send_response(206 if ranged else page.status)
            self.send_header("Content-Type", page.content_type)
            self.send_header("Content-Length", str(len(body)))
            if page.ranges:
                self.send_header("Accept-Ranges", "bytes")
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self._write(body)

        def _write(self, body: bytes) -> None:
            try:
                self.wfile.write(body)
            except ConnectionError:
                self.close_connection = True

        def date_time_string(self, timestamp: float | None = None) -> str:
            """The time by the server's clock."""
            now_s = time.time() if timestamp is None else timestamp
            return super().date_time_string(now_s + origin.clock_ahead_s)

        def log_message(self, format: str, *args: Any) -> None:
            """Keep the tests' output clean."""

    return Handler


def _file(folder: Path | None, path: str) -> Page | None:
    if folder is None or not path.startswith("/media/"):
        return None
    name = path.removeprefix("/media/")
    file = folder / name
    if ".." in name.split("/") or not file.is_file():
        return None
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Page(file.read_bytes(), kind)

"""The program in a browser: each page that is opened runs it anew, on the same library."""

from __future__ import annotations

import asyncio
import html
import ipaddress
import logging
import re
import secrets
import shlex
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hearingnotes.errors import HearingnotesError
from hearingnotes.system import how_to_add

if TYPE_CHECKING:
    from aiohttp import web

# The browser sends only keys, clicks and the size of its window; the page fetches nothing from
# elsewhere.
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "font-src 'self'; img-src 'self' data:; connect-src 'self' $websocket; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_USUAL_PORTS = {"http": ":80", "https": ":443"}
_PAGE = Path(__file__).with_name("page.html")
_END_WITHIN_S = 2.0
_HOST = re.compile(r"[\w.-]+(:\d+)?|\[[\da-fA-F:.]+\](:\d+)?", re.ASCII)


def check_installed() -> None:
    """Raise HearingnotesError where the packages for serving are missing."""
    try:
        import textual_serve.server  # noqa: F401
    except ImportError as error:
        raise HearingnotesError(
            "hearingnotes serve needs a package more, as hearingnotes[serve] brings it. "
            f"{how_to_add('textual-serve>=1.1.3')}"
        ) from error


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach the host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that browsers can reach; port 0 takes a free one. Raises
    HearingnotesError."""
    try:
        family, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise HearingnotesError(
            f"Nothing can be served at {host}, port {port} ({why}); name another with --host or "
            "--port."
        ) from error


def serve(arguments: Sequence[str], at: socket.socket, on_start: Callable[[str], object]) -> None:
    """Serve `hearingnotes` with these arguments at a socket until Ctrl+C.

    `on_start` gets the address of the page.
    """
    from aiohttp import web

    _log_packages()
    site = _Site(arguments)

    async def on_startup(_: web.Application) -> None:
        on_start(f"http://{_shown_host(at)}:{at.getsockname()[1]}{site.root}")

    app = site.application()
    app.on_startup.append(on_startup)  # from here on, Ctrl+C ends it in order
    web.run_app(app, sock=at, print=None, access_log=None, shutdown_timeout=_END_WITHIN_S)


class _Site:
    """The page and its files.

    Its root is a secret: other people of this machine, and pages of others in the same browser,
    can't guess it.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        from textual_serve.server import Server

        self.root = f"/{secrets.token_urlsafe(16)}/"
        self._server = Server(_command(arguments))
        self._programs: set[asyncio.Task[Any]] = set()

    def application(self) -> web.Application:
        """Return the application with all routes."""
        from aiohttp import web

        app = web.Application(middlewares=[web.middleware(_refuse_strangers)])
        app.router.add_get(self.root, self._page)
        app.router.add_get(f"{self.root}page.js", self._script)
        app.router.add_get(f"{self.root}ws", self._program)
        app.router.add_static(f"{self.root}static", self._server.statics_path)
        app.on_response_prepare.append(_add_headers)
        app.on_shutdown.append(self._end_programs)
        return app

    async def _page(self, request: web.Request) -> web.Response:
        from aiohttp import web

        websocket = html.escape(f"ws://{request.host}{self.root}ws")
        page = Template(_PAGE.read_text(encoding="utf-8")).substitute(websocket=websocket)
        return web.Response(text=page, content_type="text/html")

    async def _script(self, _: web.Request) -> web.FileResponse:
        from aiohttp import web

        return web.FileResponse(_PAGE.with_suffix(".js"))

    async def _program(self, request: web.Request) -> web.StreamResponse:
        """Run the program for as long as the page is open."""
        running = asyncio.current_task()
        assert running is not None
        self._programs.add(running)
        try:
            return await self._server.handle_websocket(request)
        finally:
            self._programs.discard(running)

    async def _end_programs(self, _: web.Application) -> None:
        for running in self._programs:
            running.cancel()


async def _refuse_strangers(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer only requests that name this machine and come from no page of another site."""
    from aiohttp import web

    origin = request.headers.get("Origin")
    is_foreign = origin is not None and not _is_page_of(request.host, origin)
    if is_foreign or not _host(request):
        raise web.HTTPForbidden
    return await handler(request)


def _is_page_of(host: str, origin: str) -> bool:
    """Return whether the page that asks was served by this host, however either is spelled."""
    try:
        page = urlsplit(origin)
    except ValueError:
        return False
    port = _USUAL_PORTS.get(page.scheme)
    if port is None:
        return False
    origin_host, request_host = (name.casefold().removesuffix(port) for name in (page.netloc, host))
    return origin_host == request_host


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    websocket = f"ws://{_host(request)}" if _host(request) else ""
    for name, value in _HEADERS.items():
        response.headers[name] = value.replace("$websocket", websocket)


def _host(request: web.Request) -> str:
    """Return the machine's name in the request; empty where it can't be one."""
    return request.host if _HOST.fullmatch(request.host) else ""


def _log_packages() -> None:
    """Add the packages to the log: a browser can send anything, and end at any time."""
    for name in ("aiohttp", "asyncio", "textual-serve"):
        log = logging.getLogger(name)
        log.propagate = False
        log.handlers = logging.getLogger("hearingnotes").handlers


def _command(arguments: Sequence[str]) -> str:
    """Return the shell command for each page. Nothing of a request gets into it."""
    # -P: a folder that happens to be called hearingnotes is not taken for the program.
    line = [sys.executable, "-P", "-m", "hearingnotes", *arguments]
    return subprocess.list2cmdline(line) if sys.platform == "win32" else f"exec {shlex.join(line)}"


def _shown_host(at: socket.socket) -> str:
    host = ipaddress.ip_address(at.getsockname()[0].partition("%")[0])
    if host.is_unspecified:
        return socket.gethostname()
    return f"[{host}]" if host.version == 6 else str(host)

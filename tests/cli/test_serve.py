"""`hearingnotes serve`: the program in a browser, for this machine alone unless one insists."""

import asyncio
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import aiohttp
import pytest

from hearingnotes.cli import launch
from hearingnotes.library.library import Library
from hearingnotes.session.start import ExitReport
from hearingnotes.ui import app
from tests.cli.conftest import UserHome, note_at
from tests.e2e.terminal import ROOT
from tests.media_files import make_tone

LIMIT_S = 40.0


@contextmanager
def served(home: UserHome, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command, and the address that it tells."""
    process = subprocess.Popen(
        [sys.executable, "-m", "hearingnotes", "serve", *words],
        env={**home.environment, "PYTHONPATH": str(ROOT)}, cwd=home.folder, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
    finally:
        process.terminate()
        process.communicate(timeout=LIMIT_S)


class Browser:
    """What the page's script does: keys go in, a screen comes out."""

    def __init__(self, websocket: aiohttp.ClientWebSocketResponse) -> None:
        self._websocket = websocket
        self.drawn = ""

    async def type(self, text: str) -> None:
        await self._websocket.send_json(["stdin", text])

    async def until(self, holds: Callable[[str], object]) -> None:
        async with asyncio.timeout(LIMIT_S):
            while not holds(self.drawn):
                message = await self._websocket.receive()
                assert message.type is aiohttp.WSMsgType.BINARY, (message, self.drawn)
                drawn = message.data.decode()
                self.drawn += re.sub(r"\x1b\[[0-9;?<>=]*[a-zA-Z]", "", drawn)

    async def closes(self) -> bool:
        """Whether the connection ends as it should."""
        async with asyncio.timeout(LIMIT_S):
            while (message := await self._websocket.receive()).type is aiohttp.WSMsgType.BINARY:
                pass
        return message.type is aiohttp.WSMsgType.CLOSE

    async def until_seen(self, text: str) -> None:
        await self.until(lambda drawn: text in drawn)


def browse(address: str, work: Callable[[Browser], Awaitable[None]], query: str = "") -> None:
    """Open the page's websocket, and close it when the work is done."""

    async def run() -> None:
        async with (
            aiohttp.ClientSession() as context,
            context.ws_connect(f"{address}ws?width=100&height=30{query}") as websocket,
        ):
            browser = Browser(websocket)
            await browser.until(lambda drawn: "Watching" in drawn or "Writing" in drawn)
            await work(browser)

    asyncio.run(run())


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    return make_tone(tmp_path / "hearing.flac", 60)


def on_disk(home: UserHome) -> list[str]:
    with Library(home.library_path) as library:
        (stored,) = library.hearings.all()
        return [note.text for note in library.notes.of_hearing(stored.hearing.id)]


def test_the_page_is_served_to_this_machine_and_fetches_nothing_from_elsewhere(
    home: UserHome,
) -> None:
    with served(home) as (_, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", address)
        with urlopen(address) as answer:
            page, rules = answer.read().decode(), answer.headers["Content-Security-Policy"]
        websocket = f"{address.replace('http', 'ws', 1)}ws"
        assert f'data-session-websocket-url="{websocket}"' in page
        assert re.findall(r"\w+://[^\"']*", page) == [websocket]
        assert "default-src 'none'" in rules
        sources = re.findall(r'(?:src|href)="([^":]+)"|url\("([^"]+)"\)', page)
        assert len(sources) >= 5
        for source in ("".join(pair) for pair in sources):
            with urlopen(address + source) as answer:
                assert answer.read()


def test_the_server_serves_nothing_without_the_secret(home: UserHome) -> None:
    with served(home) as (_, address):
        base = address.rstrip("/").rpartition("/")[0]
        for path in ("/", "/ws", "/static/js/textual.js", "/x/ws", "/x/"):
            with pytest.raises(HTTPError, match="404"):
                urlopen(base + path)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "x; script-src *"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": "http://example:99999", "Host": "example"},
        {"Origin": "http://example:x", "Host": "example"},
        {"Origin": "http://example:81", "Host": "example"},
        {"Origin": "http://example", "Host": "example:81"},
        {"Origin": "http://example@elsewhere.example", "Host": "example"},
        {"Origin": "ftp://example", "Host": "example"},
        {"Origin": "//example", "Host": "example"},
        {"Origin": "http://somebody@example", "Host": "example"},
    ],
    ids=str,
)
def test_pages_of_others_and_hosts_that_are_none_are_refused(
    home: UserHome, headers: dict[str, str]
) -> None:
    with served(home) as (_, address):
        with pytest.raises(HTTPError, match="403") as refused:
            urlopen(Request(address, headers=headers))
        assert "script-src *" not in refused.value.headers["Content-Security-Policy"]
        own = address.split("/", 3)[2]
        for same in ({"Host": "localhost:1"}, {"Origin": f"http://{own}"}):
            assert urlopen(Request(address, headers=same)).status == 200


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://127.0.0.1:80", "127.0.0.1"),
        ("http://127.0.0.1", "127.0.0.1:80"),
        ("https://example", "example:443"),
        ("https://example:443", "example"),
        ("http://example", "EXAMPLE"),
        ("HTTP://Example:8000", "eXample:8000"),
        ("http://[::1]", "[::1]:80"),
        ("http://[::1]:8000", "[::1]:8000"),
    ],
)
def test_the_server_knows_its_host_in_any_spelling(home: UserHome, origin: str, host: str) -> None:
    with served(home) as (_, address):
        own = Request(address, headers={"Origin": origin, "Host": host})
        assert urlopen(own).status == 200


def test_the_served_program_has_the_same_library_and_settings(home: UserHome, tone: Path) -> None:
    home.write_settings('[mpv]\nao = "null"\n[speakers]\n1 = "@ashgrove"\n')

    async def work(browser: Browser) -> None:
        await browser.type("1")
        await browser.until_seen("@ashgrove")
        await browser.type("in a browser\r")
        await browser.until_seen("1 note")

    with served(home, tone.name) as (_, address):
        browse(address, work)
    assert on_disk(home) == ["@ashgrove in a browser"]


def test_typed_text_is_kept_when_the_page_is_closed(home: UserHome, tone: Path) -> None:
    home.write_settings('mpv.ao = "null"')

    async def begin(browser: Browser) -> None:
        await browser.type("n")
        await browser.until_seen("Writing")
        await browser.type("half")
        await browser.until_seen("half")

    async def go_on(browser: Browser) -> None:
        assert "left from the last time" in browser.drawn
        await browser.type(" a thought\r")
        await browser.until_seen("1 note")

    with served(home, tone.name) as (_, address):
        browse(address, begin)
        browse(address, go_on)
    assert on_disk(home) == ["half a thought"]


def test_a_browser_can_pass_no_options(home: UserHome, tone: Path) -> None:
    home.write_settings('mpv.ao = "null"')
    query = "&theme=day&library=other.db&command=touch+made&what=other&width=1;touch+made"

    async def work(browser: Browser) -> None:
        await browser.type("n")
        await browser.type("one\r")
        await browser.until_seen("1 note")

    with served(home, tone.name) as (_, address):
        browse(address, work, query)
    assert on_disk(home) == ["one"]
    assert not {"made", "other.db"} & {path.name for path in home.folder.iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_served_programs_end_with_the_server(
    home: UserHome, tone: Path, number: signal.Signals
) -> None:
    home.write_settings('mpv.ao = "null"')
    with served(home, tone.name) as (process, address):

        async def work(browser: Browser) -> None:
            process.send_signal(number)
            assert await browser.closes()

        browse(address, work)
        _, output = process.communicate(timeout=LIMIT_S)
        assert (process.returncode, output) == (0, "")


@pytest.mark.parametrize("package", ["aiohttp", "asyncio", "textual-serve"])
def test_errors_of_packages_are_logged_and_not_printed(home: UserHome, package: str) -> None:
    code = (
        "import logging\nfrom pathlib import Path\n"
        "from hearingnotes.config import logging as logs\n"
        "from hearingnotes.serve import server as serving\n"
        f"logs.start_log(Path({str(home.log_path)!r}), verbose=False)\n"
        "serving._log_packages()\n"
        f"logging.getLogger('{package}.more').warning('it is closed')"
    )
    result = home.process(code=code)
    assert (result.code, result.out, result.err) == (0, "", "")
    assert f"WARNING {package}.more: it is closed" in home.log_path.read_text("utf-8")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "example.com"])
def test_serve_refuses_other_machines_unless_one_insists(home: UserHome, host: str) -> None:
    result = home.run("serve", "--host", host)
    assert result.code == 2
    assert result.sentence.startswith(f"Other machines could reach {host}. Whoever has its address")
    assert result.sentence.endswith("add --i-know.")


def test_serve_warns_when_other_machines_are_let_in(home: UserHome) -> None:
    with served(home, "--host", "0.0.0.0", "--i-know") as (process, address):
        assert process.stderr is not None
        output = process.stderr.readline()
    assert output.startswith("WARNING: other machines can reach 0.0.0.0.")
    assert "read and change your notes" in output
    assert address.startswith(f"http://{socket.gethostname()}:")


def test_serve_reports_a_port_that_is_taken(home: UserHome) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = home.run("serve", "--port", str(port))
    assert result.code == 1
    assert result.sentence.startswith(f"Nothing can be served at 127.0.0.1, port {port} (")


def test_serve_refuses_an_unknown_reference_before_it_serves(home: UserHome) -> None:
    result = home.run("serve", "no such thing")
    assert result.code == 2
    assert "no such thing" in result.sentence


@pytest.mark.parametrize("is_served", [False, True])
def test_notes_that_could_not_be_saved_are_printed_to_the_terminal_of_the_server(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], is_served: bool
) -> None:
    start: Any = None
    monkeypatch.setattr(app, "run_app", lambda _: (ExitReport([note_at(1, "not saved")]), 0))
    if is_served:
        monkeypatch.setenv("TEXTUAL_DRIVER", "of a browser")
    launch._run(lambda: start)
    output = capsys.readouterr()
    assert "not saved" in (output.err if is_served else output.out)
    assert not (is_served and output.out)


def test_serve_reports_a_missing_package(home: UserHome) -> None:
    code = (
        "import sys; sys.modules['textual_serve'] = None\n"
        "from hearingnotes.cli.main import main; main()"
    )
    result = home.process("serve", code=code)
    assert result.code == 1
    assert result.sentence.startswith("hearingnotes serve needs a package more")
    assert '"textual-serve' in result.sentence

"""Runs both lines of the README for a fresh machine on empty Debian systems, and tells how it went.

`sudo env "PATH=$PATH" python -m tests.make.fresh_system bookworm trixie` makes each system with
debootstrap, and takes this folder's last commit there. Every run has a copy of its own, as root or
as a user with sudo, in its own mount and pid namespace: nothing is left of it. All takes more than
an hour.
"""

import argparse
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pexpect

from hearingnotes import demo
from hearingnotes.system import how_to_install
from tests.e2e.terminal import Terminal, end_by_force

ROOT = Path(__file__).parents[2]
LINES = ("play", "tests")
PEOPLE = ("root", "user")
HEAD = ("system", "who", "line", "exit", "time", "what came of it")
LIMIT_S = 3600.0
COLUMNS, ROWS = 100, 30
TAIL_LINES = 60
REMOVE_TRIES = 10
NEEDED = {"debootstrap": "debootstrap", "unshare": "util-linux", "git": "git"}
TMP_ON_DISK = {"bullseye", "bookworm"}
"""Debian's later releases have /tmp in memory."""

CERTIFICATES = ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
TAKEN_OVER = (
    "PIP_DEFAULT_TIMEOUT", "PIP_INDEX_URL", "http_proxy", "https_proxy", "no_proxy",
    "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
)  # fmt: skip
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

# The shell stays the first process of the namespace, which signals do not end.
ENTER = """
set -e
root=$1 tmp=$2 who=$3; shift 3
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys" || true
mount -t tmpfs -o mode=755 dev "$root/dev"
for node in null zero full random urandom tty; do
    : > "$root/dev/$node"
    mount --bind "/dev/$node" "$root/dev/$node"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,gid=5,mode=620,ptmxmode=666 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
for at in 0:stdin 1:stdout 2:stderr; do
    ln -s "/proc/self/fd/${at%:*}" "$root/dev/${at#*:}"
done
if [ "$tmp" = memory ]; then mount -t tmpfs -o mode=1777 tmp "$root/tmp"; fi
chroot --userspec="$who" "$root" "$@" || exit $?
"""
PREPARE_USER = """
set -e
apt-get -q update
apt-get -q install -y --no-install-recommends sudo
useradd --create-home --shell /bin/bash user
echo "user ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/user
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A line of the README, run on an empty system by somebody."""

    suite: str
    who: str
    line: str

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"{self.suite}-{self.who}-{self.line}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: its exit code, how long it took, and its last word."""

    run: Run
    exit_code: int
    seconds: float
    message: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text, in the order of HEAD."""
        run, (minutes, seconds) = self.run, divmod(round(self.seconds), 60)
        took = f"{minutes}:{seconds:02}"
        return run.suite, run.who, run.line, str(self.exit_code), took, self.message


def main() -> None:
    """Exit code 1 when a line failed anywhere."""
    options = _options()
    _check_needed()
    # Begun in the background it may be ignored, and so it would be in all that is run here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    runs = [
        Run(suite, who, line)
        for suite in options.suites
        for who in options.who or PEOPLE
        for line in options.line or LINES
    ]
    with _folder(options.folder) as folder:
        outcomes = [_outcome(run, folder) for run in runs]
    print("\n".join(table([HEAD, *(outcome.cells for outcome in outcomes)])))
    sys.exit(any(outcome.exit_code for outcome in outcomes))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("suites", nargs="+", metavar="SUITE", help="a release of Debian: trixie")
    parser.add_argument("--who", action="append", choices=PEOPLE, help="only as this one")
    parser.add_argument("--line", action="append", choices=LINES, help="only this line")
    parser.add_argument(
        "--folder", type=Path, help="where systems are made; the empty ones, and all output, stay"
    )
    return parser.parse_args()


def _check_needed() -> None:
    if os.geteuid() != 0:
        sys.exit("Systems are made and entered here, which only root may do: run it with sudo.")
    for program, package in NEEDED.items():
        if shutil.which(program) is None:
            sys.exit(f"{program} is missing. {how_to_install({'apt': package})}")


@contextmanager
def _folder(named: Path | None) -> Iterator[Path]:
    if named is not None:
        named.mkdir(parents=True, exist_ok=True)
        yield named.resolve()
    else:
        with tempfile.TemporaryDirectory(prefix="hearingnotes-fresh-") as folder:
            yield Path(folder)


def _outcome(run: Run, folder: Path) -> Outcome:
    log = folder / f"{run.name}.log"
    print(f"{run.name} …", flush=True)
    with _system(run, folder, log) as (root, environment):
        line = lines_of((root / f".{_home(run)}/hearingnotes/README.md").read_text("utf-8"))[
            run.line
        ]
        begun_s = time.monotonic()
        do = _play if run.line == "play" else _test
        exit_code, message = do(_entering(root, run, environment, line), log)
        outcome = Outcome(run, exit_code, time.monotonic() - begun_s, message)
        if exit_code:
            _take_programs_log(root / f".{_home(run)}", log)
    if exit_code:
        print("\n".join(_written(log)[-TAIL_LINES:]))
    print("  ".join(outcome.cells), flush=True)
    return outcome


def _take_programs_log(home: Path, log: Path) -> None:
    """What the program itself says of its end."""
    for path in home.glob(".local/state/hearingnotes/*.log"):
        with log.open("ab") as output:
            output.write(path.read_bytes())


# --- the system ---


@contextmanager
def _system(run: Run, folder: Path, log: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """An empty system with this folder's last commit in it; the environment of who works there."""
    empty, root = folder / run.suite, folder / f"{run.name}-{os.getpid()}"
    if not empty.exists():
        _make_empty(run.suite, empty, log)
    try:
        _do(log, "cp", "-a", "--reflink=auto", str(empty), str(root))
        taken = taken_over(os.environ)
        for name, file in taken.files.items():
            target = root / f".{taken.variables[name]}"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        shutil.copyfile("/etc/resolv.conf", root / "etc/resolv.conf")
        if run.who == "user":
            prepare = ["sh", "-c", PREPARE_USER]
            usual = {"PATH": PATH, "DEBIAN_FRONTEND": "noninteractive", **taken.variables}
            _do(log, *_namespace(root, run, as_root=True), *_with(usual), *prepare)
        checkout = root / f".{_home(run)}/hearingnotes"
        _do(log, "git", "clone", "-q", "--no-hardlinks", str(ROOT), str(checkout))
        if run.who == "user":
            status = (root / f".{_home(run)}").stat()
            _do(log, "chown", "-R", f"{status.st_uid}:{status.st_gid}", str(checkout))
        yield root, taken.variables
    finally:
        _remove(root)


def _make_empty(suite: str, empty: Path, log: Path) -> None:
    """Half made it would be taken for whole, so it gets its name last."""
    making = empty.with_name(f"{suite}-{os.getpid()}-making")
    try:
        # What debootstrap mounts goes with the namespace, also when it is stopped.
        _do(
            log,
            *("unshare", "--mount", "--pid", "--fork", "--kill-child"),
            *("debootstrap", "--variant=minbase", suite, str(making)),
        )
        making.rename(empty)
    finally:
        _remove(making)


def _remove(folder: Path) -> None:
    """What was stopped may go on writing for a moment, until it has ended."""
    for _ in range(REMOVE_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(1)


def _do(log: Path, *command: str) -> None:
    """Run it to its end; what it says goes to the log."""
    with log.open("ab") as output:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
        )
    if done.returncode:
        print("\n".join(_written(log)[-TAIL_LINES:]))
        sys.exit(f"{command[0]} failed; exit code {done.returncode}.")


def _home(run: Run) -> str:
    return "/root" if run.who == "root" else "/home/user"


def _entering(root: Path, run: Run, taken: Mapping[str, str], line: str) -> list[str]:
    """The command that runs the line there, in the checkout."""
    environment = {
        "HOME": _home(run), "USER": run.who, "LOGNAME": run.who, "SHELL": "/bin/bash",
        "PATH": PATH, "TERM": "xterm-256color", **taken,
    }  # fmt: skip
    if run.line == "play":
        # A terminal of that system's own: what takes its foreground could not give it back else.
        in_bash = shlex.join(["bash", "-c", line])
        line = shlex.join(["script", "--quiet", "--return", "--command", in_bash, "/dev/null"])
    in_checkout = ["bash", "-c", 'cd ~/hearingnotes && exec bash -c "$1"', "bash", line]
    return [*_namespace(root, run), *_with(environment), *in_checkout]


def _namespace(root: Path, run: Run, *, as_root: bool = False) -> list[str]:
    """The beginning of a command that is run there. What is mounted, and what still runs, goes
    with it."""
    tmp = "disk" if run.suite in TMP_ON_DISK else "memory"
    who = "root" if as_root else run.who
    unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
    return [*unshare, "sh", "-c", ENTER, "sh", str(root), tmp, f"{who}:{who}"]


def _with(environment: Mapping[str, str]) -> list[str]:
    return ["env", "-i", *(f"{name}={value}" for name, value in environment.items())]


# --- the lines ---


def _play(command: Sequence[str], log: Path) -> tuple[int, str]:
    """In a pseudo-terminal, until the demo plays; then `q`."""
    child = pexpect.spawn(command[0], [*command[1:]], dimensions=(ROWS, COLUMNS), timeout=None)
    child.delaybeforesend = None
    terminal = Terminal(child, COLUMNS, ROWS)
    deadline, is_shown, screen = time.monotonic() + LIMIT_S, False, ""
    try:
        while child.isalive() and time.monotonic() < deadline:
            terminal.read()
            if not is_shown and shows_demo(terminal.text):
                is_shown, screen = True, terminal.text
                terminal.press("q")
        terminal.read()
    finally:
        end_by_force(child)
        with log.open("ab") as output:
            output.write(terminal.written)
            output.write(f"\n{screen}\n".encode())
    code = child.exitstatus if child.exitstatus is not None else 128 + (child.signalstatus or 0)
    if is_shown:
        return int(code), "the demo was on the screen"
    return int(code) or 1, last_line(terminal.text)


def _test(command: Sequence[str], log: Path) -> tuple[int, str]:
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
        try:
            code = process.wait(LIMIT_S)
        except subprocess.TimeoutExpired:
            return 1, f"stopped after {LIMIT_S / 60:.0f} minutes"
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            process.wait()
    return code, last_line("\n".join(_written(log)))


def _written(log: Path) -> list[str]:
    return log.read_text("utf-8", errors="replace").splitlines()


# --- pure ---


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What a fresh system needs of the caller's: variables, and the files that they name there."""

    variables: dict[str, str]
    files: dict[str, Path]


def taken_over(environment: Mapping[str, str]) -> TakenOver:
    """How the caller reaches the network: certificates and proxies, as far as they are set."""
    files = {name: Path(environment[name]) for name in CERTIFICATES if environment.get(name)}
    files = {name: path for name, path in files.items() if path.is_file()}
    variables = {name: environment[name] for name in TAKEN_OVER if environment.get(name)}
    named = {name: f"/opt/caller/{name}.pem" for name in files}
    return TakenOver({**variables, **named}, files)


def lines_of(readme: str) -> dict[str, str]:
    """The README's two lines for a fresh machine, by their names."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    lines = [block.strip() for block in blocks if "apt-get" in block]
    return dict(zip(LINES, lines, strict=True))


def shows_demo(screen: str) -> bool:
    """Whether the demo's hearing plays on this screen."""
    return demo.HEARING_TITLE in screen and "playing" in screen


def last_line(text: str) -> str:
    """The last one with a word in it, without colours and what pytest draws around it."""
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)
    lines = (line.strip().strip("=").strip() for line in plain.splitlines())
    return next((line for line in reversed([*lines]) if line), "")


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


if __name__ == "__main__":
    main()

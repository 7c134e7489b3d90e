"""`hearingnotes`, and `python -m hearingnotes`."""

import sys

STOPPED = 130


def main() -> None:
    """Run the command. Ctrl+C may come before there is anything that could report it."""
    try:
        from hearingnotes.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(STOPPED)


if __name__ == "__main__":
    main()

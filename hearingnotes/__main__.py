"""`python -m hearingnotes`."""

from hearingnotes.cli import main

main()

"""`hearingnotes serve`."""

import click

from hearingnotes.cli.completion import complete_opening
from hearingnotes.cli.context import CliContext
from hearingnotes.errors import UsageError
from hearingnotes.library.read import open_library
from hearingnotes.services.open_hearing import open_reference


@click.command(short_help="The program in a browser.")
@click.argument(
    "what", required=False, metavar="[URL|FILE|HEARING]", shell_complete=complete_opening
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0: any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to be reached.")
@click.option("--i-know", is_flag=True, help="Be reached from other machines, too.")
@click.pass_obj
def command(context: CliContext, what: str | None, port: int, host: str, i_know: bool) -> None:
    """Show the program in a browser, until Ctrl+C.

    Each page that is opened runs it anew, on the same library. What plays is heard on this
    machine, not on that of the browser.
    """
    from hearingnotes.serve.server import check_installed, is_loopback, listen, serve

    check_installed()
    risk = "Whoever has its address can read and change your notes and open your files"
    if not is_loopback(host):
        if not i_know:
            raise UsageError(
                f"Other machines could reach {host}. {risk}, and nothing is encrypted on the way; "
                "if you mean that, add --i-know."
            )
        click.echo(
            f"WARNING: other machines can reach {host}. {risk}; what goes over the network is not "
            "encrypted.",
            err=True,
        )
    with open_library(context.library_path) as library:
        library.check_writable()
        if what is not None:
            open_reference(library, what)
    arguments = ["--library", str(context.library_path.absolute()), "open"]
    arguments += ["--", what] if what is not None else []
    with listen(host, port) as at:
        serve(arguments, at, lambda address: click.echo(f"{address}\nCtrl+C ends it."))

"""The JavaScript runtime that yt-dlp needs for YouTube."""

import os
import shutil
import sys
import sysconfig
from pathlib import Path


def javascript_runtime() -> Path | None:
    """Return the deno to use, None when there is none.

    The one of this environment comes first; its folder need not be on PATH, and under pipx it is
    not.
    """
    schemes = {sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")}
    folders = [sysconfig.get_path("scripts", scheme) for scheme in sorted(schemes)]
    folders.insert(0, str(Path(sys.executable).parent))
    folders.append(os.environ.get("PATH", ""))
    found = shutil.which("deno", path=os.pathsep.join(folders))
    return Path(found).absolute() if found else None

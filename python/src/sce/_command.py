"""The command ``sce``: becomes the engine's."""

from __future__ import annotations

import os
import sys

from ._release_files import find_command
from .errors import SceError


def main() -> None:
    """Runs the engine's command with the arguments of this one, in its place."""
    try:
        command = find_command()
        os.execv(command, [command, *sys.argv[1:]])
    except (SceError, OSError) as e:
        print("sce: %s" % e, file=sys.stderr)
        raise SystemExit(1) from None

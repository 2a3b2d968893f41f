"""Where the judge imports from: nowhere that a program can write to."""

import os
import sys


def honest_path():
    """The folders of sys.path that no program can write to, nor the working directory. A warm interpreter finds out
    once for all.
    """
    homes = tuple(
        os.path.join(p, "") for p in {sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(os.__file__)}
    )
    here = os.path.realpath(os.getcwd())
    return frozenset(
        p
        for p in sys.path
        if p
        and os.path.realpath(p) != here
        and (p.startswith(homes) or os.path.exists(p) and not os.access(p, os.W_OK))
    )


HONEST_PATH = honest_path()


def keep_modules_honest():
    """The judge imports from where no program can write, and is where none can put what a library looks for by a
    relative name or at home. That goes for the programs, too, which tests may start.
    """
    global former_importers
    os.chdir("/")
    os.environ["HOME"] = "/nonexistent"
    sys.path[:] = [p for p in sys.path if p in HONEST_PATH]
    former_importers = sys.path_importer_cache  # kept: to free its many texts would write to as many pages
    sys.path_importer_cache = {}
    sys.dont_write_bytecode = True

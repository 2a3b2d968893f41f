"""Files of executables in directories of this machine, for debugging."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any, Dict, List, Tuple

from . import utils

__all__ = ["WritingFailure", "cleanup", "utils", "write_executables"]

Files = List[Tuple[Any, Dict[str, str], Path]]


class WritingFailure(Exception):
    """The files of an executable cannot be written."""


def write_executables(
    files_to_write: Files, write_rate_limit: int, enable_tqdm: bool = False, log_freq: int = 100_000
) -> Dict[Any, float]:
    """Writes files into a directory for each executable and returns the seconds that took.

    The other arguments are accepted and do nothing.
    """
    times = {}
    for key, files, folder in files_to_write:
        begun = time.perf_counter()
        try:
            for name, content in files.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
        except (OSError, TypeError, ValueError) as e:
            raise WritingFailure("the files of %s cannot be written to %s: %s" % (key, folder, e)) from e
        times[key] = time.perf_counter() - begun
    return times


def cleanup(files: Files, rate_limit: int, enable_tqdm: bool = False) -> Dict[Any, float]:
    """Removes these directories and returns the seconds that took. The other arguments do nothing."""
    times = {}
    for key, _, folder in files:
        begun = time.perf_counter()
        shutil.rmtree(folder)
        times[key] = time.perf_counter() - begun
    return times

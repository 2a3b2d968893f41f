"""Small helpers that programs of the original use."""

from __future__ import annotations

import contextlib
import io
import logging
import multiprocessing
import signal
import threading
from types import FrameType
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple

from . import utility_modules

__all__ = [
    "ContextTimeLimitException",
    "configure_logging",
    "get_mem_limit_code",
    "get_module_and_call",
    "in_notebook",
    "run_in_parallel",
    "swallow_io",
    "time_limit",
]


class ContextTimeLimitException(Exception):
    """What :func:`time_limit` raises."""


def in_notebook() -> bool:
    """Whether this runs in a notebook. Nothing here depends on that."""
    try:
        from IPython import get_ipython  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return False
    shell = get_ipython()
    return shell is not None and "IPKernelApp" in shell.config


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Ends its body after so many seconds; -1 for never. Threads other than the main one have no limit."""
    if seconds == -1 or threading.current_thread() is not threading.main_thread():
        yield
        return

    def expired(number: int, frame: Optional[FrameType]) -> None:
        raise ContextTimeLimitException("took longer than %s seconds" % seconds)

    former = signal.signal(signal.SIGALRM, expired)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)


@contextlib.contextmanager
def swallow_io() -> Iterator[None]:
    """Drops what its body prints."""
    nowhere = io.StringIO()
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        yield


def run_in_parallel(
    target: Callable[[Any], Any],
    args: Sequence[Any],
    num_workers: int,
    desc: Optional[str] = None,
    max_tasks_per_process: Optional[int] = None,
    disable_tqdm: bool = False,
    garbage_collect_freq: int = 500,
    chunk_size: int = 1,
    log_freq: int = 500,
    target_returns_multiple: bool = False,
    tqdm_kwargs: Optional[Dict[str, Any]] = None,
) -> List[Any]:
    """Applies a function of the caller's to each argument, in processes if there are to be several.

    The arguments about progress, logs and garbage are accepted and do nothing.
    """
    if min(num_workers, len(args)) > 1:
        with multiprocessing.Pool(min(num_workers, len(args)), maxtasksperchild=max_tasks_per_process) as pool:
            found = list(pool.imap(target, args, chunksize=chunk_size))
    else:
        found = [target(each) for each in args]
    return [one for several in found for one in several] if target_returns_multiple else found


def configure_logging(
    level: int = logging.DEBUG, format: Optional[str] = None, datefmt: Optional[str] = None
) -> None:
    """Sets the level of this package's logger."""
    logging.getLogger("code_execution").setLevel(level)


def get_module_and_call(module_name: str) -> Tuple[str, str, str]:
    """The import, the call and the source of a module that programs can take along.

    ``safeguard`` does nothing here: what it tried to prevent from within, the sandbox prevents from outside.
    """
    if module_name != "safeguard":
        raise ValueError("there is no module %r, only 'safeguard'" % module_name)
    return "import safeguard", "safeguard.reliability_guard()", utility_modules.SAFEGUARD


def get_mem_limit_code(mem_limit: Optional[str], trailing: str = "\n") -> str:
    """Code that limits the memory of the program it is put before. The engine's limit holds besides."""
    if mem_limit is None:
        return ""
    limit = "import resource as _r\n_r.setrlimit(_r.RLIMIT_AS, (%s,) * 2)" % mem_limit
    return limit + trailing

"""An engine of this process: ``sce serve`` on a port of the loopback address, which ends with the process."""

from __future__ import annotations

import atexit
import collections
import logging
import os
import secrets
import subprocess
import threading
import weakref
from typing import IO, Deque, Optional, Sequence

from ._release_files import find_command
from .errors import EngineError

log = logging.getLogger("sce")

LISTENING = "sce: listening on "
LAST_LINES = 20
END_SECONDS = 20.0

_all: "weakref.WeakSet[LocalEngine]" = weakref.WeakSet()


class LocalEngine:
    """Starts the engine, and ends it with this object or this process, however that ends.

    The engine ends when its standard input does, of which only this process holds the other end. A secret made anew
    each time keeps other users of the machine from running programs with it.
    """

    def __init__(self, options: Sequence[str] = ()) -> None:
        self.token = secrets.token_urlsafe(24)
        self.pid = os.getpid()
        self._last: Deque[str] = collections.deque(maxlen=LAST_LINES)
        command = [find_command(), "serve", "--listen", "127.0.0.1:0", "--end-with-input", "--formats", "native"]
        try:
            self._process = subprocess.Popen(
                [*command, *options],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=dict(os.environ, SCE_TOKEN=self.token),
                start_new_session=True,  # Ctrl-C is for this process, which ends the engine in its own time
                encoding="utf-8",
                errors="replace",
            )
        except OSError as e:
            raise EngineError("cannot start %s: %s" % (command[0], e)) from e
        assert self._process.stderr is not None
        _all.add(self)
        self.url = self._await_url(self._process.stderr)
        threading.Thread(target=self._drain, args=(self._process.stderr,), name="sce-engine", daemon=True).start()

    def _await_url(self, errors: IO[str]) -> str:
        try:
            for line in errors:
                if line.startswith(LISTENING):
                    return line[len(LISTENING) :].strip()
                self._keep(line)
        except BaseException:
            self.close()
            raise
        self._process.wait()
        raise EngineError("the engine did not start: %s" % ("\n".join(self._last) or "it said nothing"))

    def _keep(self, line: str) -> None:
        log.info("%s", line.rstrip())
        self._last.append(line.rstrip())

    def _drain(self, errors: IO[str]) -> None:
        try:
            for line in errors:
                self._keep(line)
        except ValueError:
            pass  # closed

    @property
    def alive(self) -> bool:
        """Whether it runs, and is this process's own."""
        return self.pid == os.getpid() and self._process.poll() is None

    def last_words(self) -> str:
        """What it has said last, if anything."""
        return "\n".join(self._last)

    def close(self) -> None:
        """Ends the engine and all that it runs. Idempotent."""
        if self.pid != os.getpid():
            return
        self._hang_up()
        try:
            self._process.terminate()
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _hang_up(self) -> None:
        stdin: Optional[IO[str]] = self._process.stdin
        if stdin is not None and not stdin.closed:
            try:
                stdin.close()
            except OSError:
                pass  # it has gone already


def _end_all() -> None:
    for engine in list(_all):
        engine.close()


def _forget_in_child() -> None:
    """A child that was forked holds the engine's input open, and must not keep it alive."""
    for engine in list(_all):
        engine._hang_up()
    _all.clear()


atexit.register(_end_all)
os.register_at_fork(after_in_child=_forget_in_child)

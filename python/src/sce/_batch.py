"""Many programs, spread over engines."""

from __future__ import annotations

import json
import queue
import threading
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple, Union

from ._http import Endpoint, Stream
from ._rows import Row, program
from .errors import ConnectionLostError, SceError
from .results import RunResult

LEAST_UNANSWERED = 64
UNANSWERED_PER_WORKER = 8
RESULTS_WAITING = 4096

_END = object()


class _Job:
    """A row on its way."""

    __slots__ = ("index", "line", "name")

    def __init__(self, index: int, line: bytes, name: Any) -> None:
        self.index = index
        self.line = line
        self.name = name


class _Asked:
    """What one request has been given and has not answered. Guarded by the batch's condition."""

    def __init__(self) -> None:
        self.jobs: Dict[int, _Job] = {}
        self.over = False


class Batch:
    """Rows that each engine takes when it has room for another, and what came of them.

    One thread for each engine keeps a request going, whose rows and results come and go at the same time. It takes the
    next row of all when few enough of its own are unanswered, so a faster engine does more of them. What an engine that
    is lost has not answered goes to the others: nothing that a program does outlives it, so it may run twice.
    """

    def __init__(self, endpoints: List[Endpoint], rows: Iterable[Row], defaults: Mapping[str, Any]) -> None:
        self._rows = enumerate(rows)
        self._defaults = dict(defaults)
        self._reading = threading.Lock()
        self._changed = threading.Condition()
        self._again: List[_Job] = []
        self._exhausted = False
        self._unanswered = 0
        self._closed = False
        self._alive = len(endpoints)
        self._streams: List[Stream] = []
        self._answers: "queue.Queue[Union[RunResult, BaseException, object]]" = queue.Queue(RESULTS_WAITING)
        self._threads = [
            threading.Thread(target=self._keep_busy, args=(each,), name="sce-batch", daemon=True) for each in endpoints
        ]

    def results(self) -> Iterator[RunResult]:
        """Yields results in the order in which they come.

        Raises:
            ConnectionLostError: if the last engine is lost.
            SceError: if a row cannot be sent; what reading the rows raised is passed on as it is.
        """
        for thread in self._threads:
            thread.start()
        while True:
            found = self._answers.get()
            if found is _END:
                return
            if isinstance(found, BaseException):
                raise found
            assert isinstance(found, RunResult)
            yield found

    def close(self) -> None:
        """Ends what is under way."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            streams = list(self._streams)
        for stream in streams:
            stream.abort()

    # ---- the thread of one engine ------------------------------------------------------------------------------------

    def _keep_busy(self, endpoint: Endpoint) -> None:
        try:
            most = self._most_unanswered(endpoint)
            while self._await_work():
                self._one_request(endpoint, most)
            if self._is_done():
                self._say(_END)
        except ConnectionLostError as e:
            self._lose_engine(e)
        except BaseException as e:
            self._say(e)

    @staticmethod
    def _most_unanswered(endpoint: Endpoint) -> int:
        # Not /v1/info, which makes the engine try all languages.
        workers = int(endpoint.request("GET", "/v1/stats").get("workers", 1))
        return max(LEAST_UNANSWERED, UNANSWERED_PER_WORKER * workers)

    def _await_work(self) -> bool:
        """Whether there is a row to be had; if there will be none, false."""
        with self._changed:
            while not self._closed and not self._again and self._exhausted and self._unanswered > 0:
                self._changed.wait()
            return not self._closed and (bool(self._again) or not self._exhausted)

    def _is_done(self) -> bool:
        """True once, for the thread that is to say so."""
        with self._changed:
            done = self._exhausted and self._unanswered == 0 and not self._again and not self._closed
            self._closed = self._closed or done
            return done

    def _one_request(self, endpoint: Endpoint, most: int) -> None:
        asked = _Asked()
        stream = endpoint.stream("/v1/run/batch", self._lines(asked, most))
        answers = stream.answers()
        with self._changed:
            if self._closed:
                return
            self._streams.append(stream)
        try:
            for row in answers:
                if row.get("end") is True:
                    break
                with self._changed:
                    job = asked.jobs.pop(row["id"])
                    self._unanswered -= 1
                    closed = self._closed
                    self._changed.notify_all()
                if closed or not self._say(RunResult.from_row(row, job.index, job.name)):
                    return
        finally:
            self._end(asked)
            answers.close()  # type: ignore[attr-defined]
            with self._changed:
                self._streams.remove(stream)

    def _end(self, asked: _Asked) -> None:
        """Nothing more is given to this request, and what it has not answered is there for another."""
        with self._changed:
            asked.over = True
            self._unanswered -= len(asked.jobs)
            self._again.extend(asked.jobs.values())
            asked.jobs.clear()
            self._changed.notify_all()

    def _lines(self, asked: _Asked, most: int) -> Iterator[bytes]:
        while True:
            with self._changed:
                while len(asked.jobs) >= most and not self._closed and not asked.over:
                    self._changed.wait()
                if self._closed or asked.over:
                    return
            job = self._next()
            if job is None:
                return
            with self._changed:
                asked.jobs[job.index] = job
            if asked.over:
                self._end(asked)
                return
            yield job.line

    def _next(self) -> Optional[_Job]:
        """The next row, counted as unanswered from here on."""
        with self._changed:
            if self._again:
                self._unanswered += 1
                return self._again.pop()
        with self._reading:
            with self._changed:
                if self._exhausted or self._closed:
                    return None
            taken: Optional[Tuple[int, Row]] = next(self._rows, None)
            with self._changed:
                if taken is None:
                    self._exhausted = True
                    self._changed.notify_all()
                    return None
                self._unanswered += 1
            return self._job(*taken)

    def _job(self, index: int, row: Row) -> _Job:
        try:
            found = program(row, self._defaults)
            name = found.get("id", index)
            found["id"] = index
            return _Job(index, json.dumps(found).encode() + b"\n", name)
        except (TypeError, ValueError) as e:
            raise SceError("row %d cannot be sent as JSON: %s" % (index, e)) from e

    def _lose_engine(self, failure: ConnectionLostError) -> None:
        with self._changed:
            self._alive -= 1
            last = self._alive == 0
        if last:
            self._say(failure)

    def _say(self, what: Union[RunResult, BaseException, object]) -> bool:
        """Hands something to the consumer; false when it has left."""
        while True:
            try:
                self._answers.put(what, timeout=0.5)
                return True
            except queue.Full:
                with self._changed:
                    if self._closed and what is not _END:
                        return False

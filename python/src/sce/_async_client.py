"""The client for programs that run on asyncio."""

from __future__ import annotations

import asyncio
import concurrent.futures
import functools
import threading
from typing import Any, AsyncIterator, Callable, Dict, Generic, Iterable, Iterator, Optional, Sequence, TypeVar, Union

from ._client import Client
from ._evaluation import Evaluation
from ._rows import Row, Source
from .results import RunResult, Verdict

T = TypeVar("T")

AHEAD = 256

_END = object()


class _InThread(Generic[T]):
    """What an iterator yields, which runs in a thread of its own, at most a little ahead."""

    def __init__(self, iterator: Callable[[], Iterator[T]]) -> None:
        self._iterator = iterator
        self._left = False

    async def items(self) -> AsyncIterator[T]:
        loop = asyncio.get_running_loop()
        found: "asyncio.Queue[Any]" = asyncio.Queue()
        room = threading.Semaphore(AHEAD)

        def say(what: Any) -> None:
            loop.call_soon_threadsafe(found.put_nowait, what)

        def work() -> None:
            try:
                for item in self._iterator():
                    say((item, None))
                    room.acquire()
                    if self._left:
                        break
                say((_END, None))
            except RuntimeError as e:
                if not loop.is_closed():
                    say((_END, e))
            except BaseException as e:
                say((_END, e))

        threading.Thread(target=work, name="sce-async", daemon=True).start()
        try:
            while True:
                item, failure = await found.get()
                if failure is not None:
                    raise failure
                if item is _END:
                    return
                room.release()
                yield item
        finally:
            self._left = True
            room.release(AHEAD)


class AsyncEvaluation:
    """The verdicts of an evaluation, as they come, and its metrics at the end."""

    def __init__(self, evaluation: Callable[[], Evaluation]) -> None:
        self._start = evaluation
        self._evaluation: Optional[Evaluation] = None

    def _iterate(self) -> Iterator[Verdict]:
        self._evaluation = self._start()
        return iter(self._evaluation)

    def __aiter__(self) -> AsyncIterator[Verdict]:
        return _InThread(self._iterate).items()

    async def metrics(self) -> Dict[str, Any]:
        """What ``metrics.json`` has; waits until all samples are judged."""
        if self._evaluation is None:
            async for _ in self:
                pass
        assert self._evaluation is not None
        evaluation = self._evaluation
        return await asyncio.get_running_loop().run_in_executor(None, lambda: evaluation.metrics)


class AsyncClient:
    """Does what :class:`Client` does, without blocking the event loop; the arguments are the same.

    Args:
        url: As for :class:`Client`.
        at_once: How many requests are under way at a time; others wait here.
        **settings: As for :class:`Client`.
    """

    def __init__(self, url: Union[str, Sequence[str], None] = None, *, at_once: int = 256, **settings: Any) -> None:
        self._client = Client(url, **settings)
        self._threads = concurrent.futures.ThreadPoolExecutor(at_once, "sce-async")

    async def _call(self, function: Callable[..., T], *arguments: Any, **settings: Any) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, functools.partial(function, *arguments, **settings))

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes all connections, and ends an engine of its own."""
        await self._call(self._client.close)
        self._threads.shutdown(wait=False)

    async def info(self) -> Dict[str, Any]:
        """What the engine is."""
        return await self._call(self._client.info)

    async def run_one(self, row: Row, **defaults: Any) -> RunResult:
        """Runs one program and waits for it."""
        return await self._call(self._client.run_one, row, **defaults)

    async def judge(self, code: str, tests: Sequence[Any], **problem: Any) -> Verdict:
        """Judges one sample by all tests of its problem."""
        return await self._call(self._client.judge, code, tests, **problem)

    def run(self, rows: Iterable[Row], **settings: Any) -> AsyncIterator[RunResult]:
        """Runs programs, many at a time; the rows are read in another thread."""
        return _InThread(lambda: self._client.run(rows, **settings)).items()

    def evaluate(
        self, dataset: str, samples: Source, problems: Optional[Source] = None, **settings: Any
    ) -> AsyncEvaluation:
        """Judges samples of a data set."""
        return AsyncEvaluation(lambda: self._client.evaluate(dataset, samples, problems, **settings))

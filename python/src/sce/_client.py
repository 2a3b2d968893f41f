"""Clients of one or several engines."""

from __future__ import annotations

import threading
import uuid
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, Union

from ._batch import Batch
from ._engine import LocalEngine
from ._evaluation import Evaluation, evaluation_lines
from ._http import Endpoint
from ._progress import length_of, progress_bar
from ._rows import Row, Source, program
from .errors import ConnectionLostError, EngineError, SceError
from .results import RunResult, Verdict


class Client:
    """Runs programs and judges samples with an engine.

    Without a URL it starts an engine on this machine when it is first needed; the engine ends with the client or this
    process. With several URLs, the work goes to whichever engine has the least to do, and what an engine that is lost
    has not answered is done by the others. Safe for use by many threads.

    Args:
        url: The address of a running ``sce serve``, or several of them.
        token: What these engines ask for.
        timeout: After how many seconds without a sign of life from an engine it is given up.
        workers: For an engine of its own: how many programs run at a time; by default one for each CPU.
        isolation: For an engine of its own: ``auto``, ``namespaces``, ``landlock`` or ``none``.
        options: For an engine of its own: further options of ``sce serve``, like ``["--memory", "1g"]``.
    """

    def __init__(
        self,
        url: Union[str, Sequence[str], None] = None,
        *,
        token: Optional[str] = None,
        timeout: float = 300.0,
        workers: Optional[int] = None,
        isolation: Optional[str] = None,
        options: Sequence[str] = (),
    ) -> None:
        urls = [url] if isinstance(url, str) else list(url or [])
        if url is not None and not urls:
            raise SceError("no URL is given; without any, leave the argument out to start an engine here")
        own = list(options)
        if workers is not None:
            own += ["--workers", str(workers)]
        if isolation is not None:
            own += ["--isolation", isolation]
        if urls and own:
            raise SceError("workers, isolation and options are those of the engine at %s; set them there" % urls[0])
        self._timeout = timeout
        self._options = own
        self._lock = threading.Lock()
        self._remote = [Endpoint(each, token, timeout) for each in urls]
        self._local: Optional[Tuple[LocalEngine, Endpoint]] = None
        self._closed = False

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes all connections, and ends an engine of its own. Idempotent."""
        with self._lock:
            self._closed = True
            local, self._local = self._local, None
        for endpoint in self._remote:
            endpoint.close()
        if local is not None:
            local[1].close()
            local[0].close()

    def _endpoints(self) -> List[Endpoint]:
        if self._closed:
            raise SceError("the client is closed")
        if self._remote:
            return self._remote
        with self._lock:
            if self._local is None or not self._local[0].alive:
                engine = LocalEngine(self._options)
                self._local = engine, Endpoint(engine.url, engine.token, self._timeout)
            return [self._local[1]]

    def _lost(self, failure: ConnectionLostError) -> SceError:
        """What to tell of an engine that is lost: its last words, if it was our own."""
        local = self._local
        if local is not None and not local[0].alive:
            return EngineError("the engine has ended: %s" % (local[0].last_words() or failure))
        return failure

    # ---- single requests ---------------------------------------------------------------------------------------------

    def _ask(self, method: str, path: str, body: Optional[Mapping[str, Any]] = None) -> Any:
        """Asks the engine with the fewest requests under way; another one, if that one cannot be reached."""
        headers = {"Idempotency-Key": str(uuid.uuid4())} if method == "POST" else {}
        left = list(self._endpoints())
        while True:
            with self._lock:
                endpoint = min(left, key=lambda each: each.in_flight)
                endpoint.in_flight += 1
            try:
                return endpoint.request(method, path, body, headers)
            except ConnectionLostError as e:
                left.remove(endpoint)
                if not left:
                    raise self._lost(e) from e
            finally:
                with self._lock:
                    endpoint.in_flight -= 1

    def info(self) -> Dict[str, Any]:
        """What the engine is: version, isolation, workers, languages, default limits.

        The first time, the engine begins to try every language, beside its other work.
        """
        found: Dict[str, Any] = self._ask("GET", "/v1/info")
        return found

    def run_one(self, row: Row, **defaults: Any) -> RunResult:
        """Runs one program and waits for it; the arguments are those of :meth:`run`."""
        found = program(row, defaults)
        name = found.get("id", 0)
        return RunResult.from_row(self._ask("POST", "/v1/run", found), 0, name)

    def judge(self, code: str, tests: Sequence[Any], **problem: Any) -> Verdict:
        """Judges one sample by all tests of its problem, which the sample cannot reach.

        Args:
            code: The sample, a whole program or function.
            tests: Objects with ``input`` and ``output`` for programs, with ``arguments`` and ``expected`` for
                functions, or asserts as texts.
            **problem: Further fields of a problem, such as ``function``, ``language``, ``time_limit``, ``checker``.
        """
        return Verdict.from_row(self._ask("POST", "/v1/judge", dict(problem, code=code, tests=list(tests))))

    # ---- batches -----------------------------------------------------------------------------------------------------

    def run(
        self,
        rows: Iterable[Row],
        *,
        ordered: bool = True,
        progress: bool = False,
        total: Optional[int] = None,
        **defaults: Any,
    ) -> Iterator[RunResult]:
        """Runs programs, many at a time, and yields how each ended as soon as it is its turn.

        Rows are read as they are needed, in another thread, so they may come from a generator without end. Leaving the
        loop ends what is under way.

        Args:
            rows: Texts of Python programs; mappings with ``code`` and, as needed, ``language``, ``stdin``,
                ``arguments``, ``files``, ``tracked_files``, ``timeout``, ``memory``, ``id``; or with ``files`` and
                ``commands`` in full.
            ordered: Whether results come in the order of the rows, or each when it is there.
            progress: Whether to show a bar, for which tqdm has to be installed.
            total: How many rows there are, for the bar, if ``rows`` does not know its length.
            **defaults: Fields of rows that do not have them, such as ``language="cpp"`` or ``timeout=2``.
        """
        batch = Batch(self._endpoints(), rows, defaults)
        with progress_bar(progress, length_of(rows) if total is None else total, "programs") as advance:
            early: Dict[int, RunResult] = {}
            expected = 0
            try:
                for result in batch.results():
                    if not ordered:
                        advance()
                        yield result
                        continue
                    early[result.index] = result
                    while expected in early:
                        advance()
                        yield early.pop(expected)
                        expected += 1
            except ConnectionLostError as e:
                raise self._lost(e) from e
            finally:
                batch.close()

    def evaluate(
        self,
        dataset: str,
        samples: Source,
        problems: Optional[Source] = None,
        *,
        progress: bool = False,
        total: Optional[int] = None,
        **settings: Any,
    ) -> Evaluation:
        """Judges samples of a data set.

        Args:
            dataset: A name that ``sce eval --list`` prints, such as ``humaneval``.
            samples: The samples, as mappings or as a file of JSON lines, gzipped or not.
            problems: The problems in the data set's own format, likewise; by default those that the engine was started
                with.
            progress: Whether to show a bar, for which tqdm has to be installed.
            total: How many samples there are, for the bar.
            **settings: ``k``, ``language``, ``checker``, ``limits`` and so on, as ``/v1/eval`` takes them.

        Returns:
            The evaluation, which is under way: iterate over its verdicts, or ask for its metrics.
        """
        head: Dict[str, Any] = {name: value for name, value in settings.items() if value is not None}
        head["dataset"] = dataset
        endpoint = min(self._endpoints(), key=lambda each: each.in_flight)
        stream = endpoint.stream("/v1/eval", evaluation_lines(head, samples, problems))
        bar = progress_bar(progress, length_of(samples) if total is None else total, "samples")
        return Evaluation(stream.answers(), self._lost, bar)

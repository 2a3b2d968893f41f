"""Run untrusted programs, isolated and many at a time, and judge samples of code models.

>>> import sce
>>> [result.stdout for result in sce.run(["print(6 * 7)", "print('hello')"])]
['42\\n', 'hello\\n']
>>> sce.run_one("while True: pass", timeout=1).outcome
'TIME_LIMIT'
>>> sce.judge("def add(a, b): return a + b", ["assert add(1, 2) == 3", "assert add(0, 0) == 1"], type="assert").score
0.5

The functions of this module use one client for all, made when it is first needed: of the services that the environment
variable ``SCE_URL`` names (separated by commas, with the token in ``SCE_TOKEN``), else of an engine that it starts on
this machine and that ends with this process. :class:`Client` and :class:`AsyncClient` are for other arrangements.
"""

from __future__ import annotations

import os
import threading
from typing import Any, Dict, Iterable, Iterator, Optional, Sequence

from ._async_client import AsyncClient, AsyncEvaluation
from ._client import Client
from ._evaluation import Evaluation
from ._rows import Row, Source
from ._version import __version__
from .errors import ConnectionLostError, EngineError, EngineNotFoundError, RequestError, SceError
from .results import CommandResult, RunResult, TestResult, Verdict

__all__ = [
    "AsyncClient",
    "AsyncEvaluation",
    "Client",
    "CommandResult",
    "ConnectionLostError",
    "EngineError",
    "EngineNotFoundError",
    "Evaluation",
    "RequestError",
    "RunResult",
    "SceError",
    "TestResult",
    "Verdict",
    "__version__",
    "default_client",
    "evaluate",
    "info",
    "judge",
    "run",
    "run_one",
]

_lock = threading.Lock()
_default: Dict[int, Client] = {}


def default_client() -> Client:
    """The client that the functions of this module use in this process."""
    with _lock:
        client = _default.get(os.getpid())
        if client is None:
            urls = [url.strip() for url in os.environ.get("SCE_URL", "").split(",") if url.strip()]
            client = Client(urls, token=os.environ.get("SCE_TOKEN")) if urls else Client()
            _default.clear()  # a forked child has no use for its parent's
            _default[os.getpid()] = client
        return client


def _renew_lock_in_child() -> None:
    global _lock
    _lock = threading.Lock()


os.register_at_fork(after_in_child=_renew_lock_in_child)


def run(rows: Iterable[Row], **settings: Any) -> Iterator[RunResult]:
    """Runs programs and yields how each ended; see :meth:`Client.run`."""
    return default_client().run(rows, **settings)


def run_one(row: Row, **defaults: Any) -> RunResult:
    """Runs one program and waits for it; see :meth:`Client.run_one`."""
    return default_client().run_one(row, **defaults)


def judge(code: str, tests: Sequence[Any], **problem: Any) -> Verdict:
    """Judges one sample by all tests of its problem; see :meth:`Client.judge`."""
    return default_client().judge(code, tests, **problem)


def evaluate(dataset: str, samples: Source, problems: Optional[Source] = None, **settings: Any) -> Evaluation:
    """Judges samples of a data set; see :meth:`Client.evaluate`."""
    return default_client().evaluate(dataset, samples, problems, **settings)


def info() -> Dict[str, Any]:
    """What the engine is; see :meth:`Client.info`."""
    return default_client().info()

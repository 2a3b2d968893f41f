"""An evaluation that is under way."""

from __future__ import annotations

import json
from typing import Any, Callable, ContextManager, Dict, Iterator, List, Mapping, Optional

from ._rows import Source, json_lines
from .errors import ConnectionLostError, SceError
from .results import Verdict


def evaluation_lines(head: Mapping[str, Any], samples: Source, problems: Optional[Source]) -> Iterator[bytes]:
    """The lines of a request: what to evaluate, with the problems, then a sample in each."""
    first = json.dumps(head).encode()
    if problems is not None:
        first = first[:-1] + b', "problems": [' + b",".join(json_lines(problems, "problem")) + b"]}"
    yield first + b"\n"
    for line in json_lines(samples, "sample"):
        yield line + b"\n"


class Evaluation:
    """The verdicts of an evaluation, as they come, and its metrics at the end.

    Iterate over it for the verdicts, in the order in which they are reached. :attr:`metrics` waits for the end and
    keeps the verdicts that had not been taken in :attr:`verdicts`.
    """

    def __init__(
        self,
        rows: Iterator[Dict[str, Any]],
        lost: Callable[[ConnectionLostError], SceError],
        bar: ContextManager[Callable[[], object]],
    ) -> None:
        self.verdicts: List[Verdict] = []
        self._metrics: Optional[Dict[str, Any]] = None
        self._stream = self._judge(rows, lost, bar)

    def _judge(
        self,
        rows: Iterator[Dict[str, Any]],
        lost: Callable[[ConnectionLostError], SceError],
        bar: ContextManager[Callable[[], object]],
    ) -> Iterator[Verdict]:
        try:
            with bar as advance:
                for row in rows:
                    if row.get("end") is True:
                        self._metrics = row["metrics"]
                        return
                    verdict = Verdict.from_row(row)
                    self.verdicts.append(verdict)
                    advance()
                    yield verdict
        except ConnectionLostError as e:
            raise lost(e) from e

    def __iter__(self) -> Iterator[Verdict]:
        return self._stream

    @property
    def metrics(self) -> Dict[str, Any]:
        """What ``metrics.json`` has, such as ``pass@1``; waits until all samples are judged."""
        for _ in self._stream:
            pass
        if self._metrics is None:
            raise SceError("the evaluation has been left before its end, so there are no metrics")
        return self._metrics

    @property
    def pass_at_1(self) -> float:
        """The unbiased estimate of pass@1 over all problems (Chen et al. 2021)."""
        return float(self.metrics["pass@1"])

"""Runs predictions."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import time
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple

from .._progress import progress_bar
from .configs import ExecutionConfig
from .data_structures import Executable, ExecutionResult, Key, OverallExecutionResults
from .execution import client_for, run_executables
from .file_writing import WritingFailure, write_executables
from .processing import Preprocessor, default_postprocessor, prepared, preprocess_commands, text_of

__all__ = ["execute_predictions", "preprocess_commands"]

Postprocessor = Callable[..., Any]


class _Run:
    """One call of :func:`execute_predictions`."""

    def __init__(
        self, config: ExecutionConfig, predictions: Sequence[Any], preprocessor: Preprocessor, returns_list: bool
    ) -> None:
        self.config = config
        self.predictions = predictions
        self.preprocessor = preprocessor
        self.returns_list = returns_list
        self.debug_dir: Optional[Path] = None
        self.error_directory: Optional[Path] = None
        self.preprocessing = self.running = self.writing = 0.0
        self.times: Dict[Key, float] = {}
        self.results: Dict[Key, ExecutionResult] = {}

    def executables(self) -> Iterator[Tuple[Key, Executable]]:
        """Those that have to run; results that the preprocessor gives are noted."""
        for key, took, each in prepared(self.predictions, self.preprocessor, self.returns_list):
            self.preprocessing += took if key[1] == 0 else 0.0
            if isinstance(each, ExecutionResult):
                self.results[key] = dataclasses.replace(
                    each, key=key, preprocess_time=took, writing_time=0.0, cleanup_time=0.0
                )
                continue
            if self.debug_dir is not None:
                write_executables([(text_of(key), each.files, self.debug_dir / ("pred" + text_of(key)))], 1)
            self.times[key] = took
            yield key, each

    def run(self) -> None:
        """Runs everything."""
        client = client_for(self.config)
        # First of all, in the caller's thread: functions of the caller may use signals, or what is the thread's own.
        executables = list(self.executables())
        with progress_bar(_has_tqdm() and not self.config.disable_tqdm, len(executables), "Executing") as advance:
            try:
                for key, result in run_executables(client, executables, self.config.default_timeout):
                    self.results[key] = dataclasses.replace(
                        result, key=text_of(key), preprocess_time=self.times.pop(key)
                    )
                    self.running += sum(max(each.runtime, 0.0) for each in result.command_results)
                    self.writing += result.writing_time
                    advance()
            except ValueError as e:
                self.note(e)
                raise WritingFailure(str(e)) from e

    def note(self, failure: Exception) -> None:
        """Leaves what went wrong in the directory for errors."""
        if self.error_directory is not None:
            self.error_directory.mkdir(parents=True, exist_ok=True)
            with (self.error_directory / "errors.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps({"error": str(failure)}) + "\n")


def _has_tqdm() -> bool:
    return importlib.util.find_spec("tqdm") is not None


def execute_predictions(
    config: ExecutionConfig,
    pred_list: Sequence[Any],
    preprocessor: Preprocessor,
    postprocessor: Optional[Postprocessor] = None,
    debug_dir: Optional[Path] = None,
    preproc_returns_list: bool = False,
    preproc_batch_size: int = 1,
    error_directory: Optional[Path] = None,
) -> OverallExecutionResults:
    """Runs predictions and returns what the postprocessor makes of their results, in order.

    The functions are called in this process, one call after the other, so they need not be picklable.

    Args:
        config: How to run them.
        pred_list: The predictions.
        preprocessor: Makes an executable of a prediction, or a result if there is nothing to run; with
            ``preproc_returns_list`` a list of these.
        postprocessor: Called with the prediction and its result, or the list of its results. By default the
            prediction's fields and the result's are put together.
        debug_dir: A directory in which the files of all executables are left.
        preproc_returns_list: Whether the preprocessor returns lists.
        preproc_batch_size: Accepted, and does nothing.
        error_directory: Where to note what ends the batch, in ``errors.jsonl``.

    Raises:
        WritingFailure: if a file of an executable has a name or a content that no file can have.
    """
    begun = time.perf_counter()
    run = _Run(config, pred_list, preprocessor, preproc_returns_list)
    run.debug_dir = Path(debug_dir) if debug_dir is not None else None
    run.error_directory = Path(error_directory) if error_directory is not None else None
    run.run()
    ended = time.perf_counter()
    results = _postprocess(run, postprocessor or default_postprocessor)
    return OverallExecutionResults(
        results=results,
        net_time=time.perf_counter() - begun,
        pure_exec_time=run.running,
        execution_time=ended - begun,
        writing_time=run.writing,
        postprocessing_time=time.perf_counter() - ended,
        preprocessing_time=run.preprocessing,
    )


def _postprocess(run: _Run, postprocessor: Postprocessor) -> List[Dict[str, Any]]:
    grouped: Dict[int, List[ExecutionResult]] = {}
    for key in sorted(run.results):
        grouped.setdefault(key[0], []).append(run.results[key])
    out = []
    for number, results in grouped.items():
        for found in [results] if run.returns_list else results:
            begun = time.perf_counter()
            processed = postprocessor(run.predictions[number], found)
            processed["postprocess_time"] = time.perf_counter() - begun
            out.append(processed)
    return out

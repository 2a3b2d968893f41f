"""From predictions to executables, and from results to what callers make of them."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Sequence, Tuple, Union

from ._engine_rows import commands_of
from .configs import ExecutionConfig
from .data_structures import CommandsToRun, Executable, ExecutionResult, Key

Prepared = Union[Executable, ExecutionResult]
Preprocessor = Callable[[Any], Union[Prepared, Sequence[Prepared]]]


@dataclasses.dataclass(frozen=True)
class PredTimingsCollection:
    """Seconds by key, of each part of the work."""

    preprocess_time: Dict[str, float]
    writing_time: Dict[str, float]
    cleanup_time: Dict[str, float]

    def __getitem__(self, key: str) -> Dict[str, float]:
        return {field.name: getattr(self, field.name).get(key, 0.0) for field in dataclasses.fields(self)}


def default_postprocessor(prediction: Dict[str, Any], result: ExecutionResult, **_: Any) -> Dict[str, Any]:
    """The prediction with the fields of its result added."""
    return {**prediction, **result.to_dict()}


def prepared(
    pred_list: Sequence[Any], preprocessor: Preprocessor, returns_list: bool
) -> Iterator[Tuple[Key, float, Prepared]]:
    """What the preprocessor makes of each prediction, one after the other, and how many seconds that took."""
    for number, prediction in enumerate(pred_list):
        begun = time.perf_counter()
        found: Any = preprocessor(prediction)
        took = time.perf_counter() - begun
        for part, each in enumerate(found if returns_list else [found]):
            yield (number, part), took, each


def text_of(key: Key) -> str:
    """A key as it stands in file names and timings."""
    return "%d.%d" % key


def preprocess_commands(
    config: ExecutionConfig,
    dir_to_use: Path,
    pred_list: Sequence[Any],
    preprocessor: Preprocessor,
    preproc_returns_list: bool = False,
    batch_size: int = 1,
) -> Tuple[List[Tuple[str, Any, Path]], List[Dict[str, Any]], Dict[Key, ExecutionResult], Dict[str, float]]:
    """The files to write, the commands to run, the results that need no run, and the times, all by key."""
    files: List[Tuple[str, Any, Path]] = []
    commands: List[Dict[str, Any]] = []
    filtered: Dict[Key, ExecutionResult] = {}
    times: Dict[str, float] = {}
    for key, took, each in prepared(pred_list, preprocessor, preproc_returns_list):
        times[text_of(key)] = took
        if isinstance(each, ExecutionResult):
            filtered[key] = dataclasses.replace(each, key=key, preprocess_time=took)
            continue
        folder = Path(dir_to_use) / ("pred" + text_of(key))
        files.append((text_of(key), each.files, folder))
        to_run = CommandsToRun(
            cwd=folder.resolve(),
            commands=commands_of(each, config.default_timeout),
            tracked_files=each.tracked_files,
            should_early_stop=each.should_early_stop,
            stdout_postprocessor=each.stdout_postprocessor,
        )
        commands.append({"key": key, "executable": to_run})
    return files, commands, filtered, times

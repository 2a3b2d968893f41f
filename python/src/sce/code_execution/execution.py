"""Runs executables with the engine."""

from __future__ import annotations

import dataclasses
import os
import threading
import time
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Sequence, Tuple, Union

from .. import default_client
from .._client import Client
from ..results import RunResult
from ._engine_rows import commands_of, early_stop_row, result_of, row_of, stops_at
from .configs import ExecutionConfig
from .data_structures import Command, CommandResult, CommandsToRun, Executable, ExecutionResult

_lock = threading.Lock()
_clients: Dict[Tuple[int, int], Client] = {}


def client_for(config: ExecutionConfig) -> Client:
    """A client whose engine runs as many programs at a time as configured; kept for the next batch.

    Where ``SCE_URL`` names running services, these are used, with as many workers as they have.
    """
    if os.environ.get("SCE_URL"):
        return default_client()
    key = (os.getpid(), config.num_workers)
    with _lock:
        if key not in _clients:
            for other in [each for each in _clients if each[0] == os.getpid()]:
                _clients.pop(other).close()
            _clients[key] = Client(workers=config.num_workers)
        return _clients[key]


def run_executables(
    client: Client, executables: Iterable[Tuple[Any, Executable]], default_timeout: Optional[float]
) -> Iterator[Tuple[Any, ExecutionResult]]:
    """Runs executables and yields their results in order, each with the key that came with it."""
    under_way: Dict[int, Tuple[Any, Executable, List[Command]]] = {}

    def rows() -> Iterator[Dict[str, Any]]:
        for number, (key, executable) in enumerate(executables):
            commands = commands_of(executable, default_timeout)
            under_way[number] = key, executable, commands
            yield row_of(executable, commands)

    for found in client.run(rows()):
        key, executable, commands = under_way.pop(found.index)
        yield key, _as_stopped(client, executable, commands, key, found)


def _as_stopped(
    client: Client, executable: Executable, commands: List[Command], key: Any, found: RunResult
) -> ExecutionResult:
    """The engine cannot ask a function of the caller's after each command, so it has run all of them."""
    result = result_of(key, executable, commands, found)
    if early_stop_row(executable.should_early_stop) is not None:
        return result
    count = stops_at(executable, result.command_results)
    if count < len(result.command_results) and executable.tracked_files:
        # Commands that the caller does not want may have changed the files.
        fewer = dataclasses.replace(executable, commands=list(commands[:count]))
        again = client.run_one(row_of(fewer, commands[:count]))
        result = dataclasses.replace(
            result_of(key, fewer, commands[:count], again), expected_num_commands=result.expected_num_commands
        )
    return dataclasses.replace(result, command_results=result.command_results[:count])


def _in_directory(sample: CommandsToRun) -> Executable:
    """An executable with the files of a directory of this machine, which stays as it is."""
    base = sample.cwd.parent if sample.cwd.is_file() else sample.cwd
    files = {
        str(path.relative_to(base)): path.read_text(encoding="utf-8")
        for path in sorted(base.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
    return Executable(
        files=files,
        commands=list(sample.commands),
        tracked_files=sample.tracked_files,
        should_early_stop=sample.should_early_stop,
        stdout_postprocessor=sample.stdout_postprocessor,
    )


def serial_execute_code(key: Any, sample: CommandsToRun) -> ExecutionResult:
    """Runs commands on a copy of a directory."""
    executables = [(key, _in_directory(sample))]
    result = next(iter(run_executables(default_client(), executables, ExecutionConfig.default_timeout)))[1]
    return dataclasses.replace(result, cwd=str(sample.cwd))


def safe_execute(
    command_to_run: List[str],
    working_dir: Path,
    timeout: float = 10,
    num_times: int = 1,
    stdin: Union[str, List[str], None] = None,
    stdout_postprocessor: Optional[Callable[[str], str]] = None,
) -> CommandResult:
    """Runs one command on a copy of a directory."""
    command = Command(command_to_run, timeout, num_times, stdin or [])
    to_run = CommandsToRun(Path(working_dir), [command], stdout_postprocessor=stdout_postprocessor)
    return serial_execute_code("0", to_run).command_results[0]


def execute_commands(
    predictions: Sequence[Dict[str, Any]], config: ExecutionConfig
) -> Tuple[float, float, List[Tuple[Any, ExecutionResult]]]:
    """Runs what ``preprocess_commands`` returns; the seconds since the start, twice, and the results with keys."""
    begun = time.perf_counter()
    executables = ((each["key"], _in_directory(each["executable"])) for each in predictions)
    results = [
        (key, dataclasses.replace(result, key=".".join(map(str, key))))
        for key, result in run_executables(client_for(config), executables, config.default_timeout)
    ]
    elapsed = time.perf_counter() - begun
    return elapsed, elapsed, results

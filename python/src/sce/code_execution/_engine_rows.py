"""From executables to rows of the engine, and from its results to those that the original would give."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any, Dict, List, Mapping, Optional, Tuple, Union

from ..results import CommandResult as EngineCommandResult
from ..results import RunResult
from .data_structures import Command, CommandResult, EarlyStop, Executable, ExecutionResult, default_should_early_stop

WORKING_DIRECTORY = "/work"


def commands_of(executable: Executable, default_timeout: Optional[float]) -> List[Command]:
    """The commands, with the time limits that hold for them."""
    commands = []
    for each in executable.commands:
        command = Command(**each) if isinstance(each, Mapping) else each
        if command.timeout is None:
            command = dataclasses.replace(command, timeout=default_timeout)
        commands.append(command)
    return commands


def early_stop_row(rule: EarlyStop) -> Union[bool, Dict[str, Any], None]:
    """The rule as the engine knows it; None for a function that only Python can call."""
    if rule is default_should_early_stop:
        return True
    if isinstance(rule, functools.partial) and rule.func is default_should_early_stop and not rule.args:
        return {
            "return_code": rule.keywords.get("expected_rtr_code", 0),
            "timeout": bool(rule.keywords.get("stop_for_timeout", True)),
        }
    return None


def row_of(executable: Executable, commands: List[Command]) -> Dict[str, Any]:
    """The row that the engine runs."""
    rule = early_stop_row(executable.should_early_stop)
    return {
        "files": dict(executable.files),
        "commands": [_command_row(command) for command in commands],
        "tracked_files": list(executable.tracked_files),
        "early_stop": False if rule is None else rule,
    }


def _command_row(command: Command) -> Dict[str, Any]:
    row: Dict[str, Any] = {"command": list(command.command), "num_times": command.num_times}
    if command.timeout is not None:
        row["timeout"] = command.timeout
    if command.stdin:
        row["stdin"] = command.stdin if isinstance(command.stdin, str) else list(command.stdin)
    return row


def stops_at(executable: Executable, results: List[CommandResult]) -> int:
    """How many of the results the original would have: up to the first command after which it stops."""
    for index, result in enumerate(results):
        if executable.should_early_stop(index, result):
            return index + 1
    return len(results)


def result_of(key: Any, executable: Executable, commands: List[Command], found: RunResult) -> ExecutionResult:
    """The result as the original gives it."""
    if found.outcome == "INVALID_INPUT":
        raise ValueError("prediction %s cannot be run: %s" % (key, found.error))
    results = []
    for command, each in zip(commands, found.commands):
        results.append(_command_result(command, each, executable))
    if not results and commands:
        results.append(CommandResult(-1, -1, "", found.error or found.outcome, False, had_unexpected_error=True))
    return ExecutionResult(
        key=key,
        command_results=results,
        elapsed=found.elapsed,
        cwd=WORKING_DIRECTORY,
        tracked_files={name: _text(found.tracked_files.get(name)) for name in executable.tracked_files},
        expected_num_commands=len(commands),
        writing_time=float(found.row.get("writing_time", 0.0)),
        cleanup_time=float(found.row.get("cleanup_time", 0.0)),
    )


def _text(content: Union[str, bytes, None]) -> Optional[str]:
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else content


def _command_result(command: Command, found: EngineCommandResult, executable: Executable) -> CommandResult:
    code, out, err, failed = _code_and_output(found)
    runtime = found.runtime
    if found.timed_out and command.timeout is not None:
        runtime = command.timeout
    if executable.stdout_postprocessor is not None:
        out = executable.stdout_postprocessor(out)
    return CommandResult(code, runtime, out, err, found.timed_out, failed)


def _code_and_output(found: EngineCommandResult) -> Tuple[int, str, str, bool]:
    if found.timed_out:
        return 0, "", "", False
    if found.return_code is None:  # it never ran
        return -1, "", found.error or found.outcome, True
    try:
        return found.return_code, found.stdout_bytes.decode(), found.stderr_bytes.decode(), False
    except UnicodeDecodeError as e:
        return -1, "", str(e), True

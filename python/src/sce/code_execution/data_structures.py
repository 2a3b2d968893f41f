"""Commands, executables and their results, with the fields and behaviour of the original."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Tuple, Union


@dataclasses.dataclass(frozen=True)
class Command:
    """A command to run.

    Args:
        command: The program and its arguments.
        timeout: Wall time in seconds; by default the configuration's.
        num_times: How often to run it; the runtime is then the mean.
        stdin: Standard input, a text or its lines.
    """

    command: List[str]
    timeout: Optional[float] = None
    num_times: int = 1
    stdin: Union[str, List[str]] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True)
class CommandResult:
    """How a command ended. After a time-out the return code is 0 and there is no output, as in the original.

    Args:
        return_code: The exit status, or -N if signal N ended it.
        runtime: Wall time in seconds.
        stdout: Standard output.
        stderr: Standard error.
        timed_out: Whether the time limit ended it.
        had_unexpected_error: Whether it could not be run, or printed what is not UTF-8.
    """

    return_code: int
    runtime: float
    stdout: str
    stderr: str
    timed_out: bool
    had_unexpected_error: bool = False

    @property
    def had_error(self) -> bool:
        """Whether it failed."""
        return self.had_unexpected_error or self.return_code != 0

    def __repr__(self) -> str:
        if self.timed_out:
            said = "timed_out=True"
        else:
            said = "output=%s..." % (self.stdout or self.stderr)[:50]
        return "CommandResult(return_code=%s, runtime=%s, %s)" % (self.return_code, self.runtime, said)


@dataclasses.dataclass(frozen=True)
class ExecutionResult:
    """How the commands of an executable ended.

    Args:
        key: Which executable this is of.
        command_results: The results of the commands that ran.
        elapsed: Wall time of all commands in seconds.
        cwd: The working directory as programs saw it; it is gone.
        tracked_files: Contents of the tracked files; ``None`` for those that are missing.
        expected_num_commands: How many commands there were.
        writing_time: Seconds; -1 if unknown.
        cleanup_time: Seconds; -1 if unknown.
        preprocess_time: Seconds that the preprocessor took; -1 if unknown.
    """

    key: Any
    command_results: List[CommandResult]
    elapsed: float
    cwd: Optional[str]
    tracked_files: Dict[str, Optional[str]]
    expected_num_commands: int
    writing_time: float = -1
    cleanup_time: float = -1
    preprocess_time: float = -1

    @property
    def last_cmd(self) -> Optional[CommandResult]:
        """The result of the last command that ran."""
        return self.command_results[-1] if self.command_results else None

    @property
    def timed_out(self) -> bool:
        """Whether the last command that ran timed out."""
        return self.last_cmd is not None and self.last_cmd.timed_out

    @property
    def had_error(self) -> bool:
        """Whether the last command that ran failed, or none did run."""
        return self.last_cmd is None or self.last_cmd.return_code != 0

    def all_had_return_code(self, return_code: int) -> bool:
        """Whether every command that ran ended with this code."""
        return all(each.return_code == return_code for each in self.command_results)

    def to_dict(self, include_command_results: bool = False) -> Dict[str, Any]:
        """The fields as a dictionary."""
        fields = dataclasses.asdict(self)
        if not include_command_results:
            del fields["command_results"]
        return fields

    @classmethod
    def invalid_result(
        cls,
        key: Any,
        num_commands: int = 1,
        runtime: float = 10.0,
        return_code: int = 1,
        stdout: str = "SyntaxError",
        stderr: str = "Invalid",
        elapsed: float = 10.0,
    ) -> ExecutionResult:
        """A result for a prediction that the preprocessor does not want to run."""
        one = CommandResult(return_code, runtime, stdout, stderr, timed_out=False)
        return cls(key, [one] * num_commands, elapsed, None, {}, num_commands)

    def __getitem__(self, idx: int) -> CommandResult:
        return self.command_results[idx]

    def __len__(self) -> int:
        return len(self.command_results)


def default_should_early_stop(
    cmd_idx: int,
    res: CommandResult,
    expected_rtr_code: Optional[int] = 0,
    stop_for_timeout: bool = True,
    **_k: Any,
) -> bool:
    """Whether to skip the commands after this one: it timed out, could not be run, or ended with another code."""
    wrong_code = expected_rtr_code is not None and res.return_code != expected_rtr_code
    return (stop_for_timeout and res.timed_out) or wrong_code or res.had_unexpected_error


EarlyStop = Callable[[int, CommandResult], bool]


@dataclasses.dataclass(frozen=True)
class Executable:
    """The files and commands of a prediction.

    Args:
        files: Contents by name.
        commands: The commands, in order; mappings with the fields of :class:`Command` do as well.
        tracked_files: Names of files to read afterwards.
        should_early_stop: Called with the index and the result of each command; whether the others are skipped. Any
            function, also a lambda. See the migration guide for what holds of functions other than the default.
        stdout_postprocessor: What to make of standard output.
    """

    files: Dict[str, str]
    commands: List[Union[Command, Dict[str, Any]]]
    tracked_files: List[str] = dataclasses.field(default_factory=list)
    should_early_stop: EarlyStop = default_should_early_stop
    stdout_postprocessor: Optional[Callable[[str], str]] = None

    def __post_init__(self) -> None:
        if not callable(self.should_early_stop):
            raise ValueError("should_early_stop must be callable")


@dataclasses.dataclass(frozen=True)
class CommandsToRun:
    """Commands for files that are in a directory already; see :class:`Executable`."""

    cwd: Path
    commands: List[Command]
    tracked_files: List[str] = dataclasses.field(default_factory=list)
    should_early_stop: EarlyStop = default_should_early_stop
    stdout_postprocessor: Optional[Callable[[str], str]] = None


@dataclasses.dataclass
class OverallExecutionResults:
    """The results of all predictions, and how long what took, in seconds.

    Phases overlap here, so the times of writing, running and so on are sums over predictions and may exceed
    ``net_time``.
    """

    results: List[Dict[str, Any]]
    net_time: float
    pure_exec_time: float
    execution_time: float
    writing_time: float
    postprocessing_time: float
    preprocessing_time: float
    timestamp: Optional[str] = None

    def __post_init__(self) -> None:
        if self.timestamp is None:
            self.timestamp = datetime.datetime.now().isoformat()

    @property
    def timing_dict(self) -> Dict[str, Any]:
        """The times by name."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self) if field.name != "results"}


Key = Tuple[int, int]

"""How programs ended, and what became of samples."""

from __future__ import annotations

import base64
import dataclasses
from typing import Any, Dict, Mapping, Optional, Tuple, Union


def _bytes(row: Mapping[str, Any], stream: str) -> bytes:
    """The exact bytes of a stream, which stand apart where they are no text."""
    exact = row.get(stream + "_base64")
    return base64.b64decode(exact) if exact is not None else str(row.get(stream, "")).encode("utf-8", "surrogatepass")


@dataclasses.dataclass(frozen=True)
class CommandResult:
    """How one command ended.

    Attributes:
        outcome: ``OK``, ``NONZERO_EXIT``, ``SIGNALED``, ``TIME_LIMIT``, ``CPU_TIME_LIMIT``, ``MEMORY_LIMIT``,
            ``OUTPUT_LIMIT``, ``NOT_STARTED``, ``CANCELLED`` or ``SANDBOX_FAULT``.
        return_code: The exit status, or -N if signal N ended it; ``None`` if it never ran.
        runtime: Wall time in seconds.
        stdout: Standard output; bytes that are not UTF-8 are replaced by U+FFFD.
        stderr: Standard error, likewise.
        stdout_bytes: Standard output as it was.
        stderr_bytes: Standard error as it was.
        cpu_time: CPU time of all its processes in seconds; ``None`` if unknown.
        peak_memory: The largest memory of all its processes in bytes; ``None`` if unknown.
        truncated: Whether it printed more than the output limit.
        error: Why it could not be started.
    """

    outcome: str
    return_code: Optional[int]
    runtime: float
    stdout: str
    stderr: str
    stdout_bytes: bytes = dataclasses.field(repr=False)
    stderr_bytes: bytes = dataclasses.field(repr=False)
    cpu_time: Optional[float] = None
    peak_memory: Optional[int] = None
    truncated: bool = False
    error: Optional[str] = None

    @property
    def ok(self) -> bool:
        """Whether it exited with status 0."""
        return self.outcome == "OK"

    @property
    def timed_out(self) -> bool:
        """Whether a limit of wall or CPU time ended it."""
        return self.outcome in ("TIME_LIMIT", "CPU_TIME_LIMIT")

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> CommandResult:
        """Reads an entry of ``command_results``."""
        return cls(
            outcome=row["outcome"],
            return_code=row.get("return_code"),
            runtime=float(row.get("runtime") or 0.0),
            stdout=row.get("stdout", ""),
            stderr=row.get("stderr", ""),
            stdout_bytes=_bytes(row, "stdout"),
            stderr_bytes=_bytes(row, "stderr"),
            cpu_time=row.get("cpu_time"),
            peak_memory=row.get("peak_memory_bytes"),
            truncated=bool(row.get("stdout_truncated") or row.get("stderr_truncated")),
            error=row.get("error"),
        )


@dataclasses.dataclass(frozen=True)
class RunResult:
    """How the commands of one row ended.

    Attributes:
        id: The row's ``id``, else its number.
        index: The number of the row, from 0.
        outcome: That of the last command that ran; ``INVALID_INPUT`` if the row could not be used.
        commands: The results of the commands that ran. Of a compiled program these are the compiler's and its own.
        tracked_files: The files that were asked for: text, bytes if they are not UTF-8, ``None`` if there are none.
        elapsed: Wall time of all commands in seconds.
        error: Why there is no verdict, or why the last command did not start.
        retried: Whether this is a second run, because the machine was too busy during the first.
        row: Everything that the engine said.
    """

    id: Any
    index: int
    outcome: str
    commands: Tuple[CommandResult, ...]
    tracked_files: Dict[str, Union[str, bytes, None]]
    elapsed: float
    error: Optional[str] = None
    retried: bool = False
    row: Mapping[str, Any] = dataclasses.field(default_factory=dict, repr=False)

    @property
    def ok(self) -> bool:
        """Whether every command exited with status 0."""
        return self.outcome == "OK"

    @property
    def last(self) -> Optional[CommandResult]:
        """The last command that ran."""
        return self.commands[-1] if self.commands else None

    @property
    def stdout(self) -> str:
        """Standard output of the last command that ran."""
        return self.last.stdout if self.last else ""

    @property
    def stderr(self) -> str:
        """Standard error of the last command that ran."""
        return self.last.stderr if self.last else ""

    @property
    def return_code(self) -> Optional[int]:
        """Return code of the last command that ran."""
        return self.last.return_code if self.last else None

    @property
    def timed_out(self) -> bool:
        """Whether a limit of wall or CPU time ended the last command that ran."""
        return self.last is not None and self.last.timed_out

    @classmethod
    def from_row(cls, row: Mapping[str, Any], index: int, name: Any) -> RunResult:
        """Reads a result row."""
        tracked: Dict[str, Union[str, bytes, None]] = dict(row.get("tracked_files") or {})
        for file, exact in (row.get("tracked_files_base64") or {}).items():
            tracked[file] = base64.b64decode(exact)
        return cls(
            id=name,
            index=index,
            outcome=row["outcome"],
            commands=tuple(CommandResult.from_row(each) for each in row.get("command_results") or ()),
            tracked_files=tracked,
            elapsed=float(row.get("elapsed") or 0.0),
            error=row.get("error"),
            retried=bool(row.get("retried")),
            row=row,
        )


@dataclasses.dataclass(frozen=True)
class TestResult:
    """What one test found.

    Attributes:
        name: The name of the test, else its number.
        passed: Whether the sample passed it.
        verdict: ``PASSED``, ``FAILED``, ``TIMED_OUT``, ``RUNTIME_ERROR`` and so on.
        runtime: Wall time in seconds; ``None`` if it did not run.
        detail: What was expected, or what failed. Programs have a hand in this text.
    """

    __test__ = False  # not a class of tests

    name: str
    passed: bool
    verdict: str
    runtime: Optional[float] = None
    detail: Optional[str] = None

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> TestResult:
        """Reads an entry of ``tests``."""
        return cls(
            name=str(row.get("name")),
            passed=bool(row.get("passed")),
            verdict=str(row.get("verdict")),
            runtime=row.get("runtime"),
            detail=row.get("detail"),
        )


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What became of one sample.

    Attributes:
        problem: The id of the problem.
        sample: Which of the problem's samples this is, from 0.
        verdict: ``PASSED``, ``FAILED``, ``COMPILE_ERROR``, ``TIMED_OUT`` and so on.
        passed: Whether it passed all tests.
        score: The share of tests that it passed.
        judged: Whether the verdict says anything about the sample. ``MISSING_INFO``, ``SANDBOX_FAULT`` and
            ``INVALID_INPUT`` do not; their score of 0 is none.
        tests: What the tests found, where the engine says so.
        detail: The first failure in words. Programs have a hand in this text.
        row: Everything that the engine said.
    """

    problem: str
    sample: int
    verdict: str
    passed: bool
    score: float
    tests: Tuple[TestResult, ...] = ()
    detail: Optional[str] = None
    row: Mapping[str, Any] = dataclasses.field(default_factory=dict, repr=False)

    @property
    def judged(self) -> bool:
        """Whether the verdict says anything about the sample."""
        return self.verdict not in ("MISSING_INFO", "SANDBOX_FAULT", "INVALID_INPUT", "CANCELLED")

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Verdict:
        """Reads a row of ``results.jsonl``, or the answer about one sample."""
        tests = row.get("tests")
        return cls(
            problem=str(row.get("task_id", row.get("problem", ""))),
            sample=int(row.get("sample") or 0),
            verdict=str(row.get("verdict")),
            passed=bool(row.get("passed")),
            score=float(row.get("score") or 0.0),
            tests=tuple(TestResult.from_row(each) for each in tests) if isinstance(tests, list) else (),
            detail=row.get("detail"),
            row=row,
        )

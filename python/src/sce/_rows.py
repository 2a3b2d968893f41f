"""What callers hand in: rows of programs, samples and problems, as objects or in files."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import IO, Any, Dict, Iterable, Iterator, Mapping, Union, cast

from .errors import SceError

Row = Union[str, Mapping[str, Any]]
Source = Union[str, "os.PathLike[str]", Iterable[Mapping[str, Any]]]

GZIP_MAGIC = b"\x1f\x8b"


def program(row: Row, defaults: Mapping[str, Any]) -> Dict[str, Any]:
    """A row for the engine: the text of a Python program alone is one too."""
    found = {"code": row} if isinstance(row, str) else dict(row)
    for name, value in defaults.items():
        if value is not None:
            found.setdefault(name, value)
    return found


def json_lines(source: Source, what: str) -> Iterator[bytes]:
    """The JSON texts of objects, or of the lines of a file; without line ends.

    Raises:
        SceError: naming the file and the line that is no JSON object.
    """
    if isinstance(source, (str, os.PathLike)):
        yield from _lines_of_file(Path(source), what)
        return
    for number, row in enumerate(source):
        if not isinstance(row, Mapping):
            raise SceError("%s %d is no mapping but %s" % (what, number, type(row).__name__))
        yield json.dumps(row).encode()


def _open(path: Path) -> IO[bytes]:
    file = path.open("rb")
    magic = file.read(2)
    file.seek(0)
    return cast(IO[bytes], gzip.GzipFile(fileobj=file)) if magic == GZIP_MAGIC else file


def _lines_of_file(path: Path, what: str) -> Iterator[bytes]:
    try:
        with _open(path) as file:
            first = file.readline()
            if first.lstrip().startswith(b"["):
                for row in json.loads(first + file.read()):
                    yield json.dumps(row).encode()
                return
            number = 0
            line = first
            while line:
                number += 1
                if line.strip():
                    yield _checked(line.strip(), path, number)
                line = file.readline()
    except (OSError, EOFError) as e:
        raise SceError("cannot read the %ss in %s: %s" % (what, path, e)) from e
    except ValueError as e:
        raise SceError("%s holds no JSON array: %s" % (path, e)) from e


def _checked(line: bytes, path: Path, number: int) -> bytes:
    """A line that looks like an object; the engine reads it and says what is wrong inside."""
    if not (line.startswith(b"{") and line.endswith(b"}")):
        raise SceError(
            "%s:%d is no JSON object; a file has one object in each line, or is one array of them. Files of other"
            " kinds are read by the command: sce eval" % (path, number)
        )
    return line

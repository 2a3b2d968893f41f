"""A bar that shows how far something is."""

from __future__ import annotations

import contextlib
from typing import Callable, Iterator, Optional, Sized

from .errors import SceError


def length_of(source: object) -> Optional[int]:
    """How many items something has, if it says so and they are its items: a text is the name of a file."""
    return len(source) if isinstance(source, Sized) and not isinstance(source, str) else None


@contextlib.contextmanager
def progress_bar(wanted: bool, total: Optional[int], what: str) -> Iterator[Callable[[], object]]:
    """Shows a bar with tqdm, if that is wanted; what it yields advances the bar by one."""
    if not wanted:
        yield lambda: None
        return
    try:
        from tqdm.auto import tqdm
    except ImportError as e:
        raise SceError("a progress bar needs tqdm: pip install tqdm") from e
    with tqdm(total=total, desc=what, unit="") as bar:
        yield lambda: bar.update(1)

"""What can go wrong besides the programs, whose ends are results and never exceptions."""

from __future__ import annotations

from typing import Optional


class SceError(Exception):
    """Any failure of the engine, of the connection to it, or of how it was called."""


class EngineNotFoundError(SceError):
    """There is no engine here that could be started."""


class EngineError(SceError):
    """The engine could not be started, or has ended."""


class RequestError(SceError):
    """The engine refused a request.

    Attributes:
        status: The HTTP status.
        request_id: The name of the request in the engine's log; ``None`` if it has none.
    """

    def __init__(self, status: int, detail: str, request_id: Optional[str] = None) -> None:
        super().__init__(detail)
        self.status = status
        self.request_id = request_id


class ConnectionLostError(SceError):
    """No engine could be reached, or the last one was lost before it had answered."""

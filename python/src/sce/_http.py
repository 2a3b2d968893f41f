"""Requests to one engine over HTTP. Standard library only."""

from __future__ import annotations

import http.client
import json
import os
import socket
import ssl
import threading
import time
import urllib.parse
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple

from ._version import __version__
from .errors import ConnectionLostError, RequestError, SceError

IDLE_KEPT = 16
BUSY = (429, 503)
LONGEST_PAUSE = 30.0


class Endpoint:
    """One engine, with connections that are used again. Safe for use by many threads."""

    def __init__(self, url: str, token: Optional[str] = None, timeout: float = 300.0) -> None:
        parts = urllib.parse.urlsplit(url if "//" in url else "http://" + url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SceError("an engine's URL is like http://127.0.0.1:8080, but this one is %r" % url)
        self.url = url
        self.in_flight = 0
        self._secure = parts.scheme == "https"
        self._host = parts.hostname
        self._port = parts.port or (443 if self._secure else 80)
        self._prefix = parts.path.rstrip("/")
        self._timeout = timeout
        self._lock = threading.Lock()
        self._idle: List[http.client.HTTPConnection] = []
        self._pid = os.getpid()
        self._headers = {"User-Agent": "sce-python/" + __version__}
        if token:
            self._headers["Authorization"] = "Bearer " + token

    def _take(self) -> Tuple[http.client.HTTPConnection, bool]:
        """A connection, and whether it has been used before."""
        with self._lock:
            if self._pid != os.getpid():  # a forked child must not talk on its parent's connections
                self._idle, self._pid = [], os.getpid()
            if self._idle:
                return self._idle.pop(), True
        return self._connection(), False

    def _connection(self) -> http.client.HTTPConnection:
        if self._secure:
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(self._host, self._port, timeout=self._timeout, context=context)
        return http.client.HTTPConnection(self._host, self._port, timeout=self._timeout)

    def _give_back(self, connection: http.client.HTTPConnection) -> None:
        with self._lock:
            if len(self._idle) < IDLE_KEPT and self._pid == os.getpid():
                self._idle.append(connection)
                return
        connection.close()

    def request(
        self,
        method: str,
        path: str,
        body: Optional[Mapping[str, Any]] = None,
        headers: Optional[Mapping[str, str]] = None,
    ) -> Any:
        """Returns the answer's JSON.

        A request whose answer got lost is sent once more: all requests of this package may be answered twice.

        Raises:
            RequestError: if the engine refuses it.
            ConnectionLostError: if it cannot be reached.
        """
        content = None if body is None else json.dumps(body).encode()
        every = dict(self._headers, **(headers or {}))
        if content is not None:
            every["Content-Type"] = "application/json"
        deadline = time.monotonic() + self._timeout
        while True:
            status, retry_after, text = self._exchange(method, path, content, every)
            if status in BUSY and time.monotonic() + retry_after < deadline:
                time.sleep(retry_after)
                continue
            return _answer(status, text)

    def _exchange(
        self, method: str, path: str, content: Optional[bytes], headers: Dict[str, str]
    ) -> Tuple[int, float, bytes]:
        fresh_only = False
        while True:
            connection, used = self._take()
            if fresh_only and used:
                connection.close()
                continue
            try:
                connection.request(method, self._prefix + path, body=content, headers=headers)
                response = connection.getresponse()
                text = response.read()
            except (OSError, http.client.HTTPException) as e:
                connection.close()
                # A connection that was kept may have been closed meanwhile, which shows only now.
                if used and not isinstance(e, socket.timeout):
                    fresh_only = True
                    continue
                raise ConnectionLostError("no answer from %s: %s" % (self.url, _words(e))) from e
            except BaseException:
                connection.close()  # what was asked for ends
                raise
            self._give_back(connection)
            return response.status, _pause(response.getheader("Retry-After")), text

    def stream(self, path: str, lines: Iterable[bytes]) -> Stream:
        """Sends lines while the answer's lines come, on a connection of its own."""
        return Stream(self.url, self._connection(), self._prefix + path, lines, self._headers)

    def close(self) -> None:
        """Closes the connections that nobody uses."""
        with self._lock:
            kept, self._idle = self._idle, []
        for connection in kept:
            connection.close()


class Stream:
    """The answers to lines, as they come. Used by one thread, but for :meth:`abort`."""

    def __init__(
        self,
        url: str,
        connection: http.client.HTTPConnection,
        path: str,
        lines: Iterable[bytes],
        headers: Mapping[str, str],
    ) -> None:
        self._url = url
        self._connection = connection
        self._sender = _Sender(connection, path, lines, headers)

    def answers(self) -> Iterator[Dict[str, Any]]:
        """Yields the answers, the last of which says that they are all.

        Raises:
            RequestError: if the engine refuses the request.
            ConnectionLostError: if the answers are not whole.
        """
        try:
            yield from self._rows()
        except (OSError, http.client.HTTPException, ValueError) as e:
            if self._sender.failure is not None:
                raise self._sender.failure from e
            raise ConnectionLostError("the answer of %s broke off: %s" % (self._url, _words(e))) from e
        finally:
            self._sender.stop()
            self._connection.close()
            self._sender.join()

    def _rows(self) -> Iterator[Dict[str, Any]]:
        self._sender.begin()
        response = self._connection.getresponse()
        if response.status != 200:
            _answer(response.status, response.read())
        for line in response:
            if line.strip():
                row = _problem_raised(json.loads(line))
                yield row
                if row.get("end") is True:
                    return
        if self._sender.failure is not None:
            raise self._sender.failure
        raise ConnectionLostError("the answer of %s broke off" % self._url)

    def abort(self) -> None:
        """Breaks the connection, from any thread: what is under way ends, and nothing more comes."""
        self._sender.stop()


class _Sender:
    """Sends a body in a thread of its own, since its rows may wait for answers to earlier ones."""

    def __init__(
        self, connection: http.client.HTTPConnection, path: str, lines: Iterable[bytes], headers: Mapping[str, str]
    ) -> None:
        self.failure: Optional[BaseException] = None
        self._connection = connection
        self._path = path
        self._lines = lines
        self._headers = headers
        self._stopped = False
        self._thread = threading.Thread(target=self._send, name="sce-sender", daemon=True)

    def begin(self) -> None:
        self._connection.putrequest("POST", self._path)
        for name, value in self._headers.items():
            self._connection.putheader(name, value)
        self._connection.putheader("Content-Type", "application/x-ndjson")
        self._connection.putheader("Transfer-Encoding", "chunked")
        self._connection.endheaders()
        self._thread.start()

    def _send(self) -> None:
        try:
            for line in self._lines:
                if self._stopped:
                    return
                self._connection.send(b"%x\r\n%s\r\n" % (len(line), line))
            self._connection.send(b"0\r\n\r\n")
        except (OSError, http.client.HTTPException, AttributeError):
            pass  # the reader sees that too, or has stopped
        except BaseException as e:  # the caller's rows failed: the reader tells, once the connection ends
            self.failure = e
            self._break()

    def _break(self) -> None:
        sock = self._connection.sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def stop(self) -> None:
        self._stopped = True
        self._break()

    def join(self) -> None:
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(1.0)  # the caller's rows may wait for something else for ever


def _words(failure: BaseException) -> str:
    return str(failure) or type(failure).__name__


def _pause(retry_after: Optional[str]) -> float:
    try:
        return min(max(float(retry_after or 1), 0.05), LONGEST_PAUSE)
    except ValueError:
        return 1.0


def _answer(status: int, text: bytes) -> Any:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if status >= 400 or found is None:
        detail = found.get("detail") if isinstance(found, dict) else None
        name = found.get("request_id") if isinstance(found, dict) else None
        raise RequestError(status, str(detail or text[:500].decode("utf-8", "replace") or "status %d" % status), name)
    return _problem_raised(found)


def _problem_raised(found: Any) -> Any:
    """What went wrong after status 200 had been sent is told in the body."""
    if isinstance(found, dict) and isinstance(found.get("status"), int) and "detail" in found and "title" in found:
        raise RequestError(found["status"], str(found["detail"]), found.get("request_id"))
    return found

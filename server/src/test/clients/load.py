#!/usr/bin/env python3
"""Loads /run_code: how many answers a second, how long they take, how many fail. Needs only the standard library.

By default each request opens a connection of its own, as clients that call requests.post do.
"""

import argparse
import asyncio
import collections
import json
import math
import time
from urllib.parse import urlsplit


def parsed():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("url", help="base URL of the server")
    p.add_argument("-c", "--connections", type=int, default=64, help="requests at once (default: 64)")
    p.add_argument("-s", "--seconds", type=float, default=10, help="how long new requests are sent (default: 10)")
    p.add_argument("-n", "--requests", type=int, help="send so many requests instead, as fast as connections allow")
    p.add_argument("--keep-alive", action="store_true", help="send all requests of a caller over one connection")
    p.add_argument("--path", default="/run_code", help="where to post (default: /run_code)")
    p.add_argument("--code", default="print({i})", help="the program; {i} is replaced by the request's number")
    p.add_argument("--language", default="python")
    p.add_argument("--timeout", type=float, default=30, help="longest wait for an answer, in seconds (default: 30)")
    p.add_argument("--header", action="append", default=[], help="one more header line, such as 'X-Client-Id: a'")
    return p.parse_args()


class Load:
    """The callers, and what they saw."""

    def __init__(self, options):
        self.options = options
        parts = urlsplit(options.url)
        self.host, self.port = parts.hostname, parts.port or 80
        lines = [f"POST {parts.path.rstrip('/')}{options.path} HTTP/1.1", f"Host: {parts.netloc}"]
        lines += ["Content-Type: application/json", *options.header]
        lines += [f"Connection: {'keep-alive' if options.keep_alive else 'close'}"]
        self.head = "\r\n".join(lines)
        self.latencies = []
        self.failures = collections.Counter()
        self.sent = 0

    def wanted(self):
        """Whether one more request is to be sent."""
        if self.options.requests is not None:
            return self.sent < self.options.requests
        return time.monotonic() < self.until

    async def run(self):
        """Runs the callers; returns how long they took together."""
        started = time.monotonic()
        self.until = started + self.options.seconds
        await asyncio.gather(*(self.caller() for _ in range(self.options.connections)))
        return time.monotonic() - started

    async def caller(self):
        connection = None
        while self.wanted():
            number, self.sent = self.sent, self.sent + 1
            started = time.monotonic()
            try:
                async with asyncio.timeout(self.options.timeout):
                    connection = connection or await asyncio.open_connection(self.host, self.port)
                    seen = await self.ask(connection, number)
            except TimeoutError:
                seen = "no answer in time"
            except asyncio.IncompleteReadError:
                seen = "connection closed"
            except OSError as broken:
                seen = type(broken).__name__
            if seen is None:
                self.latencies.append(time.monotonic() - started)
            else:
                self.failures[seen] += 1
            if connection and (seen is not None or not self.options.keep_alive):
                connection[1].close()
                connection = None
        if connection:
            connection[1].close()

    async def ask(self, connection, number):
        """Sends one request; returns what is wrong with its answer, or None."""
        reader, writer = connection
        code = self.options.code.replace("{i}", str(number))
        body = json.dumps({"code": code, "language": self.options.language}).encode()
        writer.write(f"{self.head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        status, headers = await head_of(reader)
        answer = await body_of(reader, headers)
        if status != 200:
            return f"status {status}"
        said = json.loads(answer).get("status", "Success")
        return None if said == "Success" else said


async def head_of(reader):
    """The status and headers of an answer."""
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").strip().split("\r\n")
    return int(first.split()[1]), {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}


async def body_of(reader, headers):
    """The body of an answer."""
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return await reader.readexactly(int(headers["content-length"]))
    body = b""
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        body += (await reader.readexactly(size + 2))[:-2]
    await reader.readuntil(b"\r\n")
    return body


def percentile(ordered, share):
    """The value that so great a share of all do not exceed."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def main():
    options = parsed()
    load = Load(options)
    took = asyncio.run(load.run())
    ordered = sorted(load.latencies)
    print(f"{len(ordered)} of {load.sent} answered in {took:.2f} s: {len(ordered) / took:.1f}/s")
    if ordered:
        p50, p95, p99 = (1000 * percentile(ordered, share) for share in (0.5, 0.95, 0.99))
        print(f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms, longest {1000 * ordered[-1]:.1f} ms")
    print("failures: " + (", ".join(f"{count} {what}" for what, count in load.failures.most_common()) or "none"))
    raise SystemExit(1 if load.failures else 0)


if __name__ == "__main__":
    main()

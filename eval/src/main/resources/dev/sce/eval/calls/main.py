"""Calls a function of an untrusted program with given arguments and hands out what it returns.

Nothing in this sandbox knows what is expected: the caller compares. So there is no verdict here to
forge; whoever answers with the right values has solved the problem. This process never runs the
program. It forks a child that does, keeps the time of every call, and copies each answer, one line
of JSON, to standard output:

    <number of the test> <ok|error|timeout|died|large|load|syntax|missing> <seconds> <JSON>

Standard input: a line of JSON with the settings, then one line of JSON arguments for each test.
"""

import json
import os
import select
import signal
import sys
import time

PROGRAM = "solution.py"

# Time that a busy machine keeps the child waiting does not count, up to so many times its limit.
MOST_PATIENCE = 10


def main():
    lines = sys.stdin.buffer.read().split(b"\n")
    settings = json.loads(lines[0])
    tests = [line for line in lines[1:] if line]
    out = os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    at = 0
    while at < len(tests):
        worker = Worker(settings, out)
        try:
            at = serve(worker, settings, tests, at, out)
        finally:
            worker.close()


def serve(worker, settings, tests, at, out):
    """Asks a worker test by test; returns the number of the next test to ask a fresh one."""
    status, seconds, answer = worker.answer(settings["load_seconds"])
    if status != "ok":
        report(out, at, "load" if status == "error" else status, seconds, answer)
        return len(tests)
    while at < len(tests):
        worker.ask(tests[at])
        status, seconds, answer = worker.answer(settings["seconds"])
        report(out, at, status, seconds, answer)
        at += 1
        if status != "ok" and not settings["go_on"]:
            return len(tests)
        if status not in ("ok", "error"):
            return at
    return at


def report(out, number, status, seconds, answer):
    line = b"%d %s %.6f %s\n" % (number, status.encode(), seconds, answer or b"null")
    while line:
        line = line[os.write(out, line):]


class Worker:
    """The child that runs the program, seen from here."""

    def __init__(self, settings, out):
        ask_read, self.asking = os.pipe()
        self.answers, answer_write = os.pipe()
        self.limit = settings["answer_bytes"]
        self.pending = b""
        self.pid = os.fork()
        if self.pid == 0:
            for fd in (out, self.asking, self.answers):
                os.close(fd)
            try:
                os.setsid()
                os.dup2(0, 2)
                run_program(settings, ask_read, answer_write)
            finally:
                os._exit(1)
        os.close(ask_read)
        os.close(answer_write)
        os.set_blocking(self.asking, False)

    def ask(self, line):
        self.pending = line + b"\n"

    def answer(self, seconds):
        """Waits for one line; returns its status, the time it took, and the rest of the line."""
        begin = time.monotonic()
        queued = self.queued()
        data = bytearray()
        poll = select.poll()
        poll.register(self.answers, select.POLLIN)
        while True:
            passed = time.monotonic() - begin
            left = seconds - passed
            if left <= 0 and passed < MOST_PATIENCE * seconds:
                left += self.queued() - queued
            if left <= 0:
                return "timeout", passed, None
            if self.pending:
                poll.register(self.asking, select.POLLOUT)
            for fd, _ in poll.poll(left * 1000 + 1):
                if fd == self.asking:
                    self.send(poll)
                    continue
                chunk = os.read(self.answers, 1 << 20)
                if not chunk:
                    return "died", time.monotonic() - begin, self.cause()
                data += chunk
            end = data.find(b"\n")
            if end >= 0:
                status, _, rest = bytes(data[:end]).partition(b" ")
                known = {b"ok", b"error", b"syntax", b"missing"}
                if status in known:
                    return status.decode(), time.monotonic() - begin, rest
                return "died", time.monotonic() - begin, b'"broke the protocol"'
            if len(data) > self.limit:
                return "large", time.monotonic() - begin, None

    def queued(self):
        """Returns for how long the child was ready to run while others had the processor."""
        try:
            with open("/proc/%d/schedstat" % self.pid) as file:
                return int(file.read().split()[1]) / 1e9
        except (OSError, ValueError, IndexError):
            return 0.0

    def send(self, poll):
        try:
            self.pending = self.pending[os.write(self.asking, self.pending):]
        except BlockingIOError:
            return
        except OSError:
            self.pending = b""
        if not self.pending:
            poll.unregister(self.asking)

    def cause(self):
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        if os.WIFSIGNALED(status):
            return json.dumps("signal %d" % os.WTERMSIG(status)).encode()
        return json.dumps("exit status %d" % os.WEXITSTATUS(status)).encode()

    def close(self):
        if self.pid:
            for kill in (os.killpg, os.kill):
                try:
                    kill(self.pid, signal.SIGKILL)
                except OSError:
                    pass
            os.waitpid(self.pid, 0)
            self.pid = 0
        os.close(self.asking)
        os.close(self.answers)


def run_program(settings, ask_read, answer_write):
    """The child: loads the program and answers calls. All below runs beside untrusted code."""

    def reply(status, value):
        sys.set_int_max_str_digits(0)
        line = (status + " " + json.dumps(value, ensure_ascii=True) + "\n").encode()
        sys.set_int_max_str_digits(4300)
        while line:
            line = line[os.write(answer_write, line):]

    sys.argv = [PROGRAM]
    sys.stdin, sys.stdout, sys.stderr = (open(os.devnull, mode) for mode in ("r", "w", "w"))
    try:
        function = load(settings)
    except NotAProgram as error:
        return reply("syntax", describe(error.__cause__))
    except NoFunction as error:
        return reply("missing", str(error))
    except BaseException as error:
        return reply("error", describe(error))
    reply("ok", None)
    with os.fdopen(ask_read, "rb") as requests:
        for line in requests:
            try:
                arguments = json.loads(line)
                if settings["integer_keys"]:
                    arguments = [integer_keys(argument) for argument in arguments]
                value = encode(function(*arguments), 0)
                reply("ok", value)
            except BaseException as error:
                reply("error", describe(error))


class NotAProgram(Exception):
    """The text is no Python program."""


class NoFunction(Exception):
    """The program has no such function."""


def load(settings):
    from types import ModuleType

    with open(PROGRAM, "rb") as file:
        source = file.read()
    try:
        code = compile(source, PROGRAM, "exec", dont_inherit=True)
    except Exception as error:
        raise NotAProgram() from error
    module = ModuleType("solution")
    module.__file__ = PROGRAM
    sys.modules["solution"] = module
    if settings["recursion_limit"]:
        sys.setrecursionlimit(settings["recursion_limit"])
    offer(source, module.__dict__, settings["prelude"])
    exec(code, module.__dict__)
    name = settings["function"]
    solution = module.__dict__.get("Solution")
    if isinstance(solution, type) and hasattr(solution, name):
        return getattr(solution(), name)
    if name in module.__dict__:
        return module.__dict__[name]
    raise NoFunction("there is no function " + name)


def describe(error):
    try:
        text = str(error)
    except BaseException:
        text = "?"
    return (type(error).__name__ + ": " + text)[:300]


def integer_keys(value):
    """JSON has only text as keys: an object whose keys all look like integers gets integers."""
    if not isinstance(value, dict):
        return value
    try:
        return {int(key): item for key, item in value.items()}
    except ValueError:
        return value


def encode(value, depth):
    """Turns a value into JSON: lists, texts, numbers as they are, all else with its kind."""
    if value is None or value is True or value is False:
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        value = float(value)
        if value - value == 0:
            return value
        return {"kind": "float", "value": repr(value)}
    if isinstance(value, str):
        return str(value)
    if depth > 150:
        return {"kind": "deep"}
    if isinstance(value, list):
        return [encode(item, depth + 1) for item in value]
    if isinstance(value, tuple):
        return {"kind": "tuple", "value": [encode(item, depth + 1) for item in value]}
    if isinstance(value, dict):
        pairs = [[encode(k, depth + 1), encode(v, depth + 1)] for k, v in value.items()]
        return {"kind": "dict", "value": pairs}
    if isinstance(value, (set, frozenset)):
        return {"kind": "set", "value": [encode(item, depth + 1) for item in value]}
    return encode_rare(value, depth)


def encode_rare(value, depth):
    package = type(value).__module__.partition(".")[0]
    if package == "numpy" and hasattr(value, "tolist"):
        plain = value.tolist()
        if getattr(value, "ndim", 0):
            return {"kind": "array", "value": encode(plain, depth + 1)}
        if type(plain) is not type(value):
            return encode(plain, depth + 1)
    if package in ("decimal", "fractions"):
        if value == int(value):
            return int(value)
        if value == float(value):
            return float(value)
    return {"kind": "other", "type": type(value).__name__, "text": repr(value)[:200]}


#PRELUDE#

if __name__ == "__main__":
    main()

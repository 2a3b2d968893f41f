"""Calls a function of an untrusted program with given arguments and hands out what it returns.

Nothing in this sandbox knows what is expected: the caller compares. So there is no verdict here to
forge; whoever answers with the right values has solved the problem. This process never runs the
program. It forks a child that does, keeps the time of every call, and copies each answer, one line
of JSON, to standard output, which is nobody else's:

    <number of the test> <ok|error|timeout|died|large|load|syntax|missing> <seconds> <JSON>

Standard input: eight digits, which say how many bytes of JSON with the settings follow; then one
line of JSON arguments for each test. A child's memory is a copy of ours, so it wipes the arguments
out before the program runs, which could else begin with them before it is asked.
"""

import json
import os
import select
import signal
import sys
import time

# The two files beside this one leave no byte code there, and the program is none the wiser.
keeps_byte_code, sys.dont_write_bytecode = not sys.dont_write_bytecode, True
from sce_confine import (  # noqa: E402
    close_to_others,
    confine,
    filter_against,
    kept_waiting,
    newest_process,
    open_to_others,
    waits_for_others,
)
from sce_prelude import offer  # noqa: E402

sys.dont_write_bytecode = not keeps_byte_code

PROGRAM = "solution.py"

# Time that a busy machine keeps the child waiting does not count, up to so many times its limit.
MOST_PATIENCE = 10

# How long a call has taken before we look up how long its process has waited so far. Most are done.
FIRST_LOOK = 0.05

# What a process that closes its answers may take to end.
LAST_BREATH = 0.5


def main():
    close_to_others()  # before there is a child
    settings = json.loads(read_exactly(int(read_exactly(8))))
    tests = Tests(read_exactly(settings["tests_bytes"]))
    out = os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    # Nothing is looked for where the program can write: all that is needed is imported by now.
    settings["home"], settings["path"] = os.getcwd(), sys.path[:]
    os.chdir("/")
    del sys.path[:]
    at = 0
    while at < len(tests):
        worker = Worker(settings, tests, out)
        try:
            at = serve(worker, settings, tests, at, out)
        finally:
            worker.close()


def read_exactly(size):
    """Reads into one place, so that there is no other copy."""
    data = bytearray(size)
    view = memoryview(data)
    while view:
        got = os.readv(0, [view])
        if not got:
            raise EOFError("the input is cut short")
        view = view[got:]
    return data


class Tests:
    """The lines of all tests, in one place."""

    def __init__(self, data):
        self.data = data
        self.ends = []
        end = data.find(b"\n")
        while end >= 0:
            self.ends.append(end + 1)
            end = data.find(b"\n", end + 1)

    def __len__(self):
        return len(self.ends)

    def __getitem__(self, number):
        return bytes(self.data[self.ends[number - 1] if number else 0 : self.ends[number]])

    def wipe(self):
        self.data[:] = bytes(len(self.data))


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

    # No child has left processes behind, which could keep the next one waiting.
    earlier, alone = None, True

    def __init__(self, settings, tests, out):
        ask_read, self.asking = os.pipe()
        self.answers, answer_write = os.pipe()
        self.limit = settings["answer_bytes"]
        self.pending = b""
        judge = os.getpid()
        program = filter_against(os.getpgrp(), judge, judge)
        if Worker.earlier is not None:
            Worker.alone = Worker.alone and newest_process() == Worker.earlier
        self.pid = Worker.earlier = os.fork()
        if self.pid == 0:
            for fd in (out, self.asking, self.answers):
                os.close(fd)
            try:
                tests.wipe()
                os.dup2(0, 2)
                os.chdir(settings["home"])
                sys.path[:] = settings["path"]
                open_to_others()
                confine(program)
                run_program(settings, ask_read, answer_write)
            finally:
                os._exit(1)
        os.close(ask_read)
        os.close(answer_write)
        # A program can leave a question half read, or take back what it has answered.
        os.set_blocking(self.asking, False)
        os.set_blocking(self.answers, False)

    def ask(self, line):
        self.pending = line

    def answer(self, seconds):
        """Waits for one line; returns its status, the time it took, and the rest of the line."""
        begin = time.monotonic()
        waited = None
        data, seen = bytearray(), 0
        poll = select.poll()
        poll.register(self.answers, select.POLLIN)
        while True:
            passed = time.monotonic() - begin
            left = seconds - passed
            if waited is None and passed >= FIRST_LOOK:
                waited = kept_waiting(self.pid)
            if left <= 0 and waited is not None and passed < MOST_PATIENCE * seconds:
                left += self.denied(waited)
            if left <= 0:
                return "timeout", passed, None
            if self.pending:
                poll.register(self.asking, select.POLLOUT)
            wait = left if waited is not None else min(left, FIRST_LOOK - passed)
            for fd, _ in poll.poll(wait * 1000 + 1):
                if fd == self.asking:
                    self.send(poll)
                    continue
                try:
                    chunk = os.read(self.answers, 1 << 20)
                except BlockingIOError:
                    continue
                if not chunk:
                    return "died", time.monotonic() - begin, self.cause()
                data += chunk
            end = data.find(b"\n", seen)
            seen = len(data)
            if end >= 0:
                status, _, rest = bytes(data[:end]).partition(b" ")
                known = {b"ok", b"error", b"syntax", b"missing"}
                if status in known and not any(byte < 32 for byte in rest):
                    return status.decode(), time.monotonic() - begin, rest
                return "died", time.monotonic() - begin, b'"broke the protocol"'
            if len(data) > self.limit:
                return "large", time.monotonic() - begin, None

    def denied(self, waited):
        """Returns for how long others have kept the child waiting for a processor, or us."""
        if not Worker.alone or not waits_for_others(self.pid):
            return 0.0
        return kept_waiting(self.pid) - waited

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
        """Says how the child ended; one that has only closed its end of the pipe is ended."""
        status = self.status(LAST_BREATH)
        if status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            text = "closed its answers"
        elif os.WIFSIGNALED(status):
            text = "signal %d" % os.WTERMSIG(status)
        else:
            text = "exit status %d" % os.WEXITSTATUS(status)
        self.pid = 0
        return json.dumps(text).encode()

    def status(self, seconds):
        last = time.monotonic() + seconds
        while True:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                return status
            if time.monotonic() >= last:
                return None
            time.sleep(0.001)

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
        with Unlimited():
            line = (status + " " + json.dumps(value, ensure_ascii=True) + "\n").encode()
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
                with Unlimited():
                    arguments = json.loads(line)
                    if settings["integer_keys"]:
                        arguments = [integer_keys(argument) for argument in arguments]
                value = function(*arguments)
                with Unlimited():
                    value = encode(value, 0)
                reply("ok", value)
            except BaseException as error:
                reply("error", describe(error))


class Unlimited:
    """Our own reading and writing of values, which the limits of the program do not concern."""

    get_digits = getattr(sys, "get_int_max_str_digits", None)
    set_digits = getattr(sys, "set_int_max_str_digits", None)

    def __enter__(self):
        self.depth = sys.getrecursionlimit()
        sys.setrecursionlimit(max(self.depth, 5000))
        if Unlimited.get_digits:
            self.digits = Unlimited.get_digits()
            Unlimited.set_digits(0)

    def __exit__(self, *_):
        if Unlimited.get_digits:
            Unlimited.set_digits(self.digits)
        sys.setrecursionlimit(self.depth)


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
    if settings["integer_digits"] >= 0 and Unlimited.set_digits:
        Unlimited.set_digits(settings["integer_digits"])
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


if __name__ == "__main__":
    main()

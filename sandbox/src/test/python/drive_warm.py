#!/usr/bin/env python3
"""A stand-in for the supervisor: compares what programs do in a warm interpreter with what they do in a fresh one.

    drive_warm.py check [-v] [-k PART] [INTERPRETER...]   all of warm_corpus.py; prints differences and a count, status 1 if there are any
    drive_warm.py imports [INTERPRETER...]                sys.modules after the import of each module, warm and cold; status likewise
    drive_warm.py bench [INTERPRETER...]                  microseconds and page faults

The files are those of the last build (mvn compile), or of --warm DIR (make -C sandbox/src/main/c OUT=/tmp/build warm: /tmp/build/warm).
Needs Python 3.9 and nothing else; no privilege. Without names, all interpreters that are found. -k: only cases with PART in their name.
Times matter to a few cases: on a busy machine check one interpreter at a time.
"""
import argparse
import ctypes
import glob
import os
import re
import resource
import select
import shutil
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import warm_corpus

SANDBOX = os.path.abspath(__file__).rpartition("/src/test/python/")[0]
MACHINE = {"x86_64": "amd64"}.get(os.uname().machine, os.uname().machine)
BUILT = os.path.join(SANDBOX, "target/classes/META-INF/native/linux-" + MACHINE, "warm")
with open(os.path.join(SANDBOX, "src/main/c/warm_protocol.h")) as header:
    PROTOCOL = {name: int(value) for name, value in re.findall(r"#define SCE_WARM_(\w+) (\d+)", header.read())}
PR_SET_CHILD_SUBREAPER = 36
LIBC = ctypes.CDLL(None, use_errno=True)
BASE_ENV = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
# More than is usually imported ahead, since every module is another that has to be hidden well.
PRELOAD = """math re collections itertools functools heapq bisect random string typing copy operator json datetime time decimal fractions
    statistics threading queue dataclasses enum traceback linecache io struct array contextlib abc numbers cmath types warnings hashlib
    """.split()


def interpreters():
    pattern = os.path.expanduser("~/.pyenv/versions/3.*/bin/python")
    found = [p for p in ["/usr/bin/python3"] + sorted(glob.glob(pattern)) if os.path.exists(p)]
    return [p for p in found if not re.search(r"/3\.[0-7]\.", p)]


def has_numpy(interpreter):
    return subprocess.run([interpreter, "-c", "import numpy"], stderr=subprocess.DEVNULL).returncode == 0


class Refused(Exception):
    pass


class Warm:
    """One warm interpreter."""

    files = BUILT

    def __init__(self, interpreter, env=None, preload=PRELOAD, required=(), directory="/"):
        self.interpreter = interpreter
        self.env = dict(BASE_ENV if env is None else env)
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.channel = here
        pipes = [os.pipe() for _ in range(3)]
        env = dict(self.env, SCE_PRELOAD=",".join(preload), SCE_PRELOAD_REQUIRED=",".join(required))
        env["SCE_USUAL"] = "\n".join([directory] + ["%s=%s" % v for v in self.env.items()])
        env["PYTHONPATH"] = self.files + (":" + env["PYTHONPATH"] if env.get("PYTHONPATH") else "")
        began = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            ends = [os.dup(pipes[0][0]), os.dup(pipes[1][1]), os.dup(pipes[2][1]), os.dup(there.fileno())]
            high = [os.dup2(fd, 200 + i) for i, fd in enumerate(ends)]
            for i, fd in enumerate(high):
                os.dup2(fd, i, True)
            os.closerange(4, 300)
            try:
                os.chdir("/")
                signal.signal(signal.SIGPIPE, signal.SIG_DFL)
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
                os.execve(interpreter, [interpreter, "main.py"], env)
            finally:
                os._exit(99)
        there.close()
        self.pipes = pipes
        os.close(pipes[0][0])
        os.close(pipes[1][1])
        os.close(pipes[2][1])
        here.settimeout(30)
        packet = here.recv(8192)
        self.start_ms = (time.perf_counter() - began) * 1000
        if not packet:
            raise Refused("no READY; " + os.read(pipes[2][0], 10000).decode("utf-8", "replace"))
        kind, version, self.cpu_ns, size = struct.unpack_from("<IIQI", packet)
        assert (kind, version) == (PROTOCOL["READY"], PROTOCOL["VERSION"]), (kind, version)
        if size:
            raise Refused(packet[20:20 + size].decode())

    def start(self, argv, env, cwd, fds, limits=()):
        texts = [a if isinstance(a, bytes) else os.fsencode(a) for a in argv]
        items = [os.fsencode(k) + b"=" + os.fsencode(v) for k, v in env.items()]
        place = os.fsencode(cwd)
        message = struct.pack("<II", PROTOCOL["RUN"], len(limits)) + b"".join(struct.pack("<IQ", r, v & (2**64 - 1)) for r, v in limits)
        for group in (texts, items):
            message += struct.pack("<I", len(group)) + b"".join(struct.pack("<I", len(t)) + t + b"\0" for t in group)
        message += struct.pack("<I", len(place)) + place + b"\0"
        message += struct.pack("<I", 0) + b"\0"  # the script is the program
        socket.send_fds(self.channel, [message], fds)
        packet = self.channel.recv(8192)
        if len(packet) != 16:
            raise Refused("no STARTED: %r" % packet)
        kind, pid, cpu = struct.unpack("<IiQ", packet)
        assert kind == PROTOCOL["STARTED"], packet
        return pid

    def fault(self):
        r, _, _ = select.select([self.channel], [], [], 0)
        return self.channel.recv(8192) if r else b""

    def close(self):
        self.channel.close()
        _, status = os.waitpid(self.pid, 0)
        noise = b""
        for fd in (self.pipes[1][0], self.pipes[2][0]):
            noise += os.read(fd, 65536)
            os.close(fd)
        os.close(self.pipes[0][1])
        return os.waitstatus_to_exitcode(status), noise


def pump(stdin, fds, data, timeout):
    """Feeds stdin, reads the two others until both have ended."""
    out = {fds[0]: b"", fds[1]: b""}
    open_fds = set(fds)
    deadline = time.time() + timeout
    os.set_blocking(stdin, False)
    if not data:
        os.close(stdin)
        stdin = -1
    while open_fds:
        left = deadline - time.time()
        if left <= 0:
            break
        r, w, _ = select.select(list(open_fds), [stdin] if stdin >= 0 else [], [], left)
        for fd in r:
            chunk = os.read(fd, 65536)
            out[fd] += chunk
            if not chunk:
                open_fds.discard(fd)
        if w:
            try:
                data = data[os.write(stdin, data[:65536]):]
            except OSError:
                data = b""
            if not data:
                os.close(stdin)
                stdin = -1
    if stdin >= 0:
        os.close(stdin)
    return out[fds[0]], out[fds[1]], not open_fds


def wait(pid, timeout):
    deadline = time.time() + timeout
    pause = 0.00005
    while True:
        got, status, usage = os.wait4(pid, os.WNOHANG)
        if got:
            return os.waitstatus_to_exitcode(status), usage
        if time.time() > deadline:
            os.kill(pid, signal.SIGKILL)
            os.wait4(pid, 0)
            return "timeout", None
        time.sleep(pause)
        pause = min(pause * 1.5, 0.01)


def run(warm, argv, env, cwd, stdin=b"", limits=(), timeout=30, closed=()):
    """Runs a program warm, or cold when warm is None (then argv[0] is executed)."""
    pipes = [os.pipe() for _ in range(3)]
    fds = [pipes[0][0], pipes[1][1], pipes[2][1]]
    for i in closed:
        os.close(pipes[i][0])
    if warm is not None:
        pid = warm.start(argv, env, cwd, fds, limits)
    else:
        def prepare():
            for r, v in limits:
                resource.setrlimit(r, (v, v))
        process = subprocess.Popen(argv, env=env, cwd=cwd, stdin=fds[0], stdout=fds[1], stderr=fds[2], start_new_session=True,
                                   preexec_fn=prepare if limits else None)
        pid = process.pid
    for fd in fds:
        os.close(fd)
    ends = [pipes[1][0], pipes[2][0]]
    ends = [os.open("/dev/null", os.O_RDONLY) if i + 1 in closed else fd for i, fd in enumerate(ends)]
    out, err, done = pump(pipes[0][1], ends, stdin, timeout)
    for fd in ends:
        os.close(fd)
    code, usage = wait(pid, 5 if done else 0.2)
    if warm is None:
        process.returncode = 0
    reap()
    return out, err, code, usage


def reap():
    """Orphans of programs come to us: take those that have ended."""
    try:
        for line in open("/proc/self/task/%d/children" % os.getpid()).read().split():
            if int(line) not in own_children:
                os.waitpid(int(line), os.WNOHANG)
    except OSError:
        pass


own_children = set()


def read_tree(top):
    out = {}
    for directory, dirs, files in os.walk(top):
        dirs[:] = [d for d in dirs if d != "__pycache__"]
        for name in files + dirs:
            path = os.path.join(directory, name)
            out[os.path.relpath(path, top)] = open(path, "rb").read() if os.path.isfile(path) and not os.path.islink(path) else None
    return out


def make_tree(top, files):
    shutil.rmtree(top, ignore_errors=True)
    os.makedirs(top)
    for name, data in files.items():
        path = os.path.join(top, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if data is None:
            os.makedirs(path, exist_ok=True)
        else:
            with open(path, "wb") as f:
                f.write(data if isinstance(data, bytes) else data.encode())


def tidy(data, extra=()):
    data = re.sub(rb"0x[0-9a-f]{6,}", b"0xADDRESS", data)
    for pattern in extra:
        data = re.sub(pattern, b"...", data)
    return data


def check_case(warm, case, top):
    files = dict(case.files)
    script = case.script
    files.setdefault(script, case.source)
    env = dict(warm.env, **case.env)
    results = []
    for w in (None, warm):
        make_tree(top, files)
        os.makedirs(os.path.join(top, case.cwd), exist_ok=True)
        cwd = os.path.join(top, case.cwd) if case.cwd != "/" else "/"
        argv = [warm.interpreter, case.given.replace("TOP", top)] + list(case.args)
        out, err, code, usage = run(w, argv, env, cwd, case.stdin, case.limits, closed=case.closed)
        tree = {k: tidy(v, case.ignore) if v else v for k, v in read_tree(top).items()}
        results.append((tidy(out, case.ignore), tidy(err, case.ignore), code, tree))
    cold, hot = results
    if case.differs:
        return [] if cold[0] != hot[0] or not cold[0] else ["%s: equal, but should differ: %r" % (case.name, cold[0])]
    seen = zip(("stdout", "stderr", "status", "files"), cold, hot)
    return ["%s: %s\n    cold %s\n    warm %s" % (case.name, what, cut(a), cut(b)) for what, a, b in seen if a != b]


def cut(value):
    text = repr(value)
    return text if len(text) < 2500 else text[:1200] + " [...] " + text[-1200:]


def check(names, only, verbose):
    total = bad = 0
    for interpreter in names:
        numpy = has_numpy(interpreter)
        asked = subprocess.run([interpreter, "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, text=True)
        version = tuple(int(v) for v in asked.stdout.split())
        preload = PRELOAD + (["numpy"] if numpy else [])
        top = tempfile.mkdtemp(prefix="warm-")
        warm = Warm(interpreter, preload=preload, directory=os.path.join(top, "t"))
        own_children.add(warm.pid)
        count = wrong = known = 0
        try:
            for case in warm_corpus.cases(version, numpy):
                if only and only not in case.name:
                    continue
                try:
                    if verbose:
                        print(case.name, flush=True)
                    problems = check_case(warm, case, os.path.join(top, "t"))
                except (Refused, OSError) as e:
                    problems = ["%s: %r" % (case.name, e)]
                    if warm.fault():
                        problems.append("(fault)")
                fault = warm.fault()
                if fault:
                    problems.append("%s: fault %r" % (case.name, struct.unpack("<IIi", fault)))
                count += 1
                if case.name in warm_corpus.KNOWN:
                    known += bool(problems)
                    continue
                wrong += bool(problems)
                for p in problems:
                    print("%s: %s" % (interpreter, p), flush=True)
        finally:
            try:
                ended = warm.close()
                if ended != (0, b""):
                    print("%s: the interpreter ended with %r" % (interpreter, ended))
                    wrong += 1
            except OSError as e:
                print("%s: %r" % (interpreter, e))
            own_children.discard(warm.pid)
            shutil.rmtree(top, ignore_errors=True)
        print("%s: %d cases, %d differ, %d differ as known" % (interpreter, count, wrong, known), flush=True)
        total += count
        bad += wrong
    print("%d cases, %d differ" % (total, bad))
    return bad


def measure(warm, argv, env, cwd, n):
    times, faults, cpu = [], [], []
    for i in range(n):
        began = time.perf_counter()
        pipes = [os.pipe() for _ in range(3)]
        pid = (warm.start(argv, env, cwd, [pipes[0][0], pipes[1][1], pipes[2][1]]) if warm is not None else
               subprocess.Popen(argv, env=env, cwd=cwd, stdin=pipes[0][0], stdout=pipes[1][1], stderr=pipes[2][1]).pid)
        _, status, usage = os.wait4(pid, 0)
        times.append((time.perf_counter() - began) * 1e6)
        faults.append(usage.ru_minflt)
        cpu.append((usage.ru_utime + usage.ru_stime) * 1e6)
        for a, b in pipes:
            os.close(a)
            os.close(b)
        assert status == 0, status
    return statistics.median(times), statistics.median(faults), statistics.median(cpu)


def memory(pid):
    values = {}
    for line in open("/proc/%d/smaps_rollup" % pid):
        part = line.split()
        if len(part) == 3 and part[2] == "kB":
            values[part[0].rstrip(":")] = int(part[1])
    return values


PROGRAMS = [("print", "print(1)\n", 400), ("empty", "", 200), ("exit", "import sys\nprint(1)\nsys.exit(0)\n", 200),
            ("imports", "import math, re, sys, collections, itertools, heapq, functools, random, json\nprint(1)\n", 200),
            ("typing", "from typing import List\ndef f(x: List[int]) -> int:\n    return sum(x)\nassert f([1, 2]) == 3\n", 200),
            ("finalizer", "class A:\n    def __del__(self): pass\na = A()\n", 100),
            ("threads", "import threading\nt = threading.Thread(target=print)\nt.start()\n", 100)]
NUMPY_PROGRAM = ("numpy", "import numpy\nprint(numpy.zeros(3).sum())\n", 60)


def bench(interpreter):
    top = tempfile.mkdtemp(prefix="warm-")
    numpy = has_numpy(interpreter)
    plans = [("nothing", []), ("default", PRELOAD)] + ([("default,numpy", PRELOAD + ["numpy"])] if numpy else [])
    for title, preload in plans:
        starts, cpus = [], []
        for i in range(3):
            w = Warm(interpreter, preload=preload)
            starts.append(w.start_ms)
            cpus.append(w.cpu_ns / 1e6)
            m = memory(w.pid)
            if i < 2:
                w.close()
        private = m.get("Private_Clean", 0) + m.get("Private_Dirty", 0)
        print("%s, preload %s: start %.1f ms (cpu %.1f), private %d KiB, shared %d KiB"
              % (interpreter, title, statistics.median(starts), statistics.median(cpus), private, m["Rss"] - private))
        for name, source, n in PROGRAMS + ([NUMPY_PROGRAM] if numpy else []):
            path = os.path.join(top, "p.py")
            with open(path, "w") as f:
                f.write(source)
            measure(w, [interpreter, path], w.env, top, 10)
            a = measure(w, [interpreter, path], w.env, top, 10 if name == "numpy" and "numpy" not in preload else n)
            line = "  %-10s warm %6.0f us, %4.0f faults, cpu %5.0f us" % ((name,) + a)
            if preload and title == plans[-1][0]:
                line += "   cold %6.0f us, %4.0f faults, cpu %5.0f us" % measure(None, [interpreter, path], w.env, top, 8)
            print(line, flush=True)
        w.close()
    shutil.rmtree(top)


def imports(interpreter):
    """After `import X` warm and cold must have the same sys.modules, in the same order, and packages the same submodules."""
    top = tempfile.mkdtemp(prefix="warm-")
    preload = PRELOAD + (["numpy"] if has_numpy(interpreter) else [])
    warm = Warm(interpreter, preload=preload)
    source = ("import sys\nexec(sys.argv[1])\nimport types\nprint('KEYS', *sys.modules)\n"
              "for k, m in sorted(sys.modules.items()):\n"
              "    d = {} if m is sys.modules['__main__'] else getattr(m, '__dict__', {})\n"
              "    print(k, [a for a, v in sorted(d.items()) if type(v) is types.ModuleType], getattr(m, '__name__', None), *d)\n"
              "import warnings\nprint([f[:3] for f in warnings.filters])\n")
    path = os.path.join(top, "p.py")
    with open(path, "w") as f:
        f.write(source)
    bad = 0
    for name in preload:
        a, b = (run(w, [interpreter, path, "import " + name], warm.env, top)[:3] for w in (None, warm))
        if a != b:
            bad += 1
            print("%s: %s differs" % (interpreter, name))
            la, lb = ({line.split(" ", 1)[0]: line for line in x[0].decode().splitlines()} for x in (a, b))
            for key in list(la) + [k for k in lb if k not in la]:
                if la.get(key) != lb.get(key):
                    xs, ys = la.get(key, "").split(), lb.get(key, "").split()
                    lost, gained = [v for v in xs if v not in ys][:8], [v for v in ys if v not in xs][:8]
                    print("   %s lost %s gained %s%s" % (key[:30], lost, gained, " (order)" if sorted(xs) == sorted(ys) else ""))
            if a[1] != b[1]:
                print("   ", a[1][-300:], b[1][-300:])
    print("%s: imports of %d modules, %d differ" % (interpreter, len(preload), bad))
    warm.close()
    shutil.rmtree(top)
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["check", "imports", "bench"])
    parser.add_argument("interpreters", nargs="*", metavar="INTERPRETER")
    parser.add_argument("--warm", default=BUILT, metavar="DIR")
    parser.add_argument("-k", default="", metavar="PART")
    parser.add_argument("-v", action="store_true")
    options = parser.parse_intermixed_args()
    names = options.interpreters or interpreters()
    if not os.path.exists(os.path.join(options.warm, "_sce_warm.so")):
        parser.error("nothing has been built in " + options.warm)
    LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    bad = 0
    with tempfile.TemporaryDirectory(prefix="warm-files-") as place:
        # A copy, because interpreters put their __pycache__ beside the files, and the build is packed as it is.
        Warm.files = os.path.join(place, "warm")
        shutil.copytree(options.warm, Warm.files)
        if options.verb == "check":
            bad = check(names, options.k, options.v)
        elif options.verb == "imports":
            bad = sum(imports(name) for name in names)
        else:
            for name in names:
                bench(name)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

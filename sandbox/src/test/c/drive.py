#!/usr/bin/env python3
"""Speaks the supervisor's protocol, for the tests beside this file and by itself. Standard library only.

drive.py bench [--runs 2000] [--cgroups 0|1] [--mode 1|2] [--supervisor PATH]
drive.py run [--memory BYTES] ... -- COMMAND ARG...
"""

import argparse
import os
import re
import select
import struct
import subprocess
import tempfile
import textwrap
import time

WARM = os.environ.get("SCE_WARM", "")
HERE = os.path.dirname(os.path.abspath(__file__))
MAIN = os.path.join(HERE, "..", "..", "main", "c")
DEFAULT_SUPERVISOR = os.path.normpath(os.path.join(MAIN, "build", "sce-supervisor"))


def protocol():
    """The numbers of protocol.h, which may also lie beside this file."""
    for folder in (HERE, MAIN):
        path = os.path.join(folder, "protocol.h")
        if os.path.exists(path):
            with open(path) as f:
                return {name: int(value, 0) for name, value in re.findall(r"#define SCE_(\w+) (\w+)", f.read())}
    raise SystemExit("drive.py needs the supervisor's protocol.h beside it")


P = argparse.Namespace(**protocol())
HOW = {number: name[4:].lower().replace("_", "-") for name, number in vars(P).items() if name.startswith("HOW_")}
MB = 1 << 20
# An id of this process alone, since the kernel counts the processes of an id, whoever started them.
FIRST_UID = 200_000_000 + 2 * os.getpid()


def pack(b):
    b = b.encode("utf-8", "surrogateescape") if isinstance(b, str) else bytes(b)
    return struct.pack("<I", len(b)) + b


class Dead(Exception):
    pass


class Done:
    def __init__(self, **k):
        self.__dict__.update(k)

    def __repr__(self):
        return "Done(%s)" % ", ".join(
            "%s=%r" % (k, v if not isinstance(v, bytes) or len(v) < 300 else v[:300] + b"...")
            for k, v in self.__dict__.items()
        )


class Slot:
    def __init__(
        self,
        supervisor,
        mode=1,
        cgroups=1,
        uid=None,
        writable=256 * MB,
        inodes=200000,
        binds=None,
        workdir="",
        hello=True,
        preload="",
        required="",
        arguments=(),
    ):
        self.p = subprocess.Popen([supervisor, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.out, self.inp, self.buf = self.p.stdin.fileno(), self.p.stdout.fileno(), b""
        uid = uid if uid is not None else FIRST_UID if os.geteuid() == 0 else 65534
        if binds is None:
            binds = default_binds()
        payload = (
            struct.pack("<IHBBIIQQ", P.MAGIC, P.PROTOCOL_VERSION, mode, cgroups, uid, uid, writable, inodes)
            + pack(workdir)
            + pack(preload)
            + pack(required)
            + pack(PATH)
            + struct.pack("<I", len(binds))
        )
        for source, target, flags in binds:
            payload += pack(source) + pack(target) + struct.pack("<I", flags)
        self.mode, self.uid = mode, uid
        if hello:
            self.send(P.MSG_HELLO, payload)
            kind, body = self.recv(20)
            if kind == P.MSG_FAILED:
                raise Dead("FAILED " + repr(body))
            assert kind == P.MSG_READY, kind
            self.version, self.way, self.features, self.abi = struct.unpack_from("<HBII", body)
            self.dir, off = self.text(body, 11)
            self.notes, off = self.text(body, off)
            assert off == len(body)

    @staticmethod
    def text(body, off):
        (n,) = struct.unpack_from("<I", body, off)
        return body[off + 4 : off + 4 + n].decode("utf-8", "replace"), off + 4 + n

    def send(self, kind, payload=b""):
        data = memoryview(struct.pack("<IB", len(payload), kind) + payload)
        while data:
            data = data[os.write(self.out, data) :]

    def recv(self, timeout=60):
        end = time.monotonic() + timeout
        while True:
            if len(self.buf) >= 5:
                n, kind = struct.unpack_from("<IB", self.buf)
                if len(self.buf) >= 5 + n:
                    body = self.buf[5 : 5 + n]
                    self.buf = self.buf[5 + n :]
                    return kind, body
            if not select.select([self.inp], [], [], max(0, end - time.monotonic()))[0]:
                raise Dead("no answer in %s s" % timeout)
            got = os.read(self.inp, 1 << 20)
            if not got:
                raise Dead("supervisor ended: %s" % self.p.wait())
            self.buf += got

    def file(self, name, data, mode=0o644):
        data = data.encode() if isinstance(data, str) else data
        first, rest = data[:900000], memoryview(data)[900000:]
        self.send(P.MSG_FILE, pack(name) + struct.pack("<IQ", mode, len(data)) + pack(first))
        while rest:
            self.send(P.MSG_DATA, pack(rest[:900000]))
            rest = rest[900000:]

    def start(
        self,
        argv,
        wall=10.0,
        cpu=0.0,
        memory=0,
        output=1 * MB,
        procs=64,
        fsize=0,
        stack=0,
        nofile=0,
        env=None,
        stdin=b"",
        warm=False,
        patience=0.0,
        judge="",
    ):
        env = env if env is not None else ["PATH=" + PATH, "LANG=C.UTF-8", "HOME=/work", "TMPDIR=/tmp"]
        p = struct.pack(
            "<BI%dsQQQQIQQIQ" % len(judge),
            P.LAUNCH_JUDGED if judge else int(warm),
            len(judge),
            judge.encode(),
            int(wall * 1e9),
            int(cpu * 1e9),
            memory,
            output,
            procs,
            fsize,
            stack,
            nofile,
            int(patience * 1e9),
        )
        p += (
            struct.pack("<I", len(argv))
            + b"".join(map(pack, argv))
            + struct.pack("<I", len(env))
            + b"".join(map(pack, env))
            + struct.pack("<Q", len(stdin))
        )
        while len(p) > 1 << 20:
            self.send(P.MSG_RUN_PART, p[: 1 << 20])
            p = p[1 << 20 :]
        self.send(P.MSG_RUN, p)
        rest = memoryview(stdin)
        while rest:
            self.send(P.MSG_DATA, pack(rest[:1000000]))
            rest = rest[1000000:]

    def finish(self, timeout=60):
        streams = {1: b"", 2: b""}
        turns = []
        while True:
            kind, body = self.recv(timeout)
            if kind == P.MSG_OUT:
                (n,) = struct.unpack_from("<I", body, 1)
                assert len(body) == 5 + n
                streams[body[0]] += body[5:]
            elif kind in (P.MSG_IDLE, P.MSG_BUSY):
                assert not body
                turns.append("idle" if kind == P.MSG_IDLE else "busy")
            elif kind == P.MSG_DONE:
                v = struct.unpack_from("<BIQQQQQBIBBIII", body)
                text, off = self.text(body, struct.calcsize("<BIQQQQQBIBBIII"))
                why, off = self.text(body, off)
                assert off == len(body)
                status = v[1]
                code = -(status & 0x7F) if status & 0x7F else status >> 8
                return Done(
                    how=HOW[v[0]],
                    code=code,
                    wall=v[2] / 1e9,
                    user=v[3] / 1e9,
                    sys=v[4] / 1e9,
                    delay=v[5] / 1e9,
                    peak=v[6],
                    source=v[7],
                    left=v[8],
                    cut=v[9],
                    warm=bool(v[10]),
                    pids=v[11],
                    stage=v[12],
                    errno=v[13],
                    text=text,
                    why=why,
                    out=streams[1],
                    err=streams[2],
                    turns=turns,
                )
            else:
                raise Dead("frame %d: %r" % (kind, body))

    def run(self, argv, timeout=60, **k):
        self.start(argv, **k)
        return self.finish(timeout)

    def sh(self, script, **k):
        return self.run(["sh", "-c", textwrap.dedent(script)], **k)

    def py(self, code, **k):
        self.file("main.py", textwrap.dedent(code))
        return self.run([PYTHON, "main.py"], **k)

    def c(self, code, *args, **k):
        self.file("prog", compile_c(textwrap.dedent(code)), 0o755)
        return self.run(["./prog", *args], **k)

    def cancel(self):
        self.send(P.MSG_CANCEL)

    def snapshot(self):
        self.send(P.MSG_SNAPSHOT)

    def restore(self):
        self.send(P.MSG_RESTORE)

    def read(self, name, limit=1 << 20):
        self.send(P.MSG_READ, pack(name) + struct.pack("<Q", limit))
        kind, body = self.recv()
        assert kind == P.MSG_CONTENT, (kind, body)
        state, size = struct.unpack("<BQ", body)
        data = b""
        while state == 0 and len(data) < size:
            kind, body = self.recv()
            assert kind == P.MSG_CONTENT_DATA
            data += body[4:]
        return state, size, data

    def wipe(self, timeout=60):
        self.send(P.MSG_WIPE)
        kind, body = self.recv(timeout)
        assert kind == P.MSG_WIPED, (kind, body)
        text, _ = self.text(body, 1)
        if text:
            raise Dead("wipe: " + text)
        return body[0]

    def close(self):
        try:
            self.send(P.MSG_BYE)
        except OSError:
            pass
        self.p.stdin.close()
        status = self.p.wait(20)
        self.p.stdout.close()
        return status


def default_binds():
    b = [(WARM, "/.sce", 4)] if WARM else []
    for name in ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32"):
        if os.path.islink(name):
            b.append((os.readlink(name), name, 2))
        elif os.path.isdir(name):
            b.append((name, name, 1))
    for name in ("/etc/ld.so.cache", "/etc/alternatives"):
        b.append((name, name, 1))
    return b


PYTHON = "/usr/bin/python3"
PATH = "/usr/local/bin:/usr/bin:/bin"
_compiled = {}


def compile_c(code):
    if code not in _compiled:
        with tempfile.TemporaryDirectory() as d:
            with open(d + "/a.c", "w") as f:
                f.write(code)
            command = ["gcc", "-O1", "-w", "-static", "-o", d + "/a", d + "/a.c", "-lpthread"]
            subprocess.run(command, check=True)
            with open(d + "/a", "rb") as f:
                _compiled[code] = f.read()
    return _compiled[code]


def bench(args):
    s = Slot(args.supervisor, mode=args.mode, cgroups=args.cgroups, workdir=make_workdir() if args.mode == 2 else "")
    print("way %d features %#x dir %s notes %s" % (s.way, s.features, s.dir, s.notes))
    for _ in range(50):
        s.run(["/bin/true"], memory=512 * MB, cpu=5)
        s.wipe()
    both, runs, spawn = [], [], []
    for _ in range(args.runs):
        a = time.perf_counter()
        d = s.run(["/bin/true"], memory=512 * MB, cpu=5)
        time.perf_counter()
        assert s.wipe() == 0
        c = time.perf_counter()
        assert d.how == "exited" and d.code == 0, d
        both.append(c - a)
        runs.append(d.wall)
        a = time.perf_counter()
        os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)
        spawn.append(time.perf_counter() - a)
    print("RUN+WIPE /bin/true  %s" % times(both))
    print("  in the program    %s (fork to exit)" % times(runs))
    print("posix_spawn+wait    %s" % times(spawn))
    s.close()


def times(seconds):
    ordered = sorted(seconds)
    middle, late = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]
    return "median %.0f us  p95 %.0f us" % (middle * 1e6, late * 1e6)


def make_workdir():
    d = tempfile.mkdtemp(prefix="sce-")
    os.chmod(d, 0o711)
    os.mkdir(d + "/w", 0o700)
    return d + "/w"


def one(args):
    s = Slot(args.supervisor, mode=args.mode, cgroups=args.cgroups, workdir=make_workdir() if args.mode == 2 else "")
    print("way %d features %#x abi %d dir %r notes %r" % (s.way, s.features, s.abi, s.dir, s.notes))
    print(s.run(args.command, memory=args.memory, cpu=args.cpu, wall=args.wall))
    print("wiped", s.wipe())
    print("status", s.close())


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("what", choices=["bench", "run"])
    ap.add_argument("--supervisor", default=DEFAULT_SUPERVISOR)
    ap.add_argument("--cgroups", type=int, default=1)
    ap.add_argument("--mode", type=int, default=1)
    ap.add_argument("--runs", type=int, default=2000)
    ap.add_argument("--memory", type=int, default=0)
    ap.add_argument("--cpu", type=float, default=0)
    ap.add_argument("--wall", type=float, default=10)
    ap.add_argument("command", nargs="*")
    args = ap.parse_args()
    if args.what == "bench":
        bench(args)
    else:
        one(args)


if __name__ == "__main__":
    main()

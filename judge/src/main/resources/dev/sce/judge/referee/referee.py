"""
Lets two programs talk: a trusted one, which judges, and an untrusted one, which is judged.

Both run in one sandbox under one user id, so the kernel alone would let the untrusted one read the
other's memory, descriptors and files. What keeps it from that:

1. The trusted one and this referee are not dumpable, so /proc/PID/mem, /proc/PID/fd and the like
   are closed to others of the same id (ptrace and its kin are refused by the sandbox anyway). This
   script asks for that by prctl; an executable gets it from the kernel for being unreadable (mode
   0111). An interpreter is started through an unreadable copy of the dynamic loader.
2. What the trusted one reads is in files without a name, which it inherits as descriptors. Files
   that need a name lose it before the untrusted one starts. Nothing is taken from a place the
   untrusted one can write to: all of it comes on standard input, this text itself as an argument of
   the interpreter.
3. The untrusted one starts when the trusted one has been started and found closed; one that loads
   more of itself, or has doors to shut, says by a byte on standard output when it is ready.
4. Where the kernel has Landlock, the untrusted one is put into a domain: it cannot open anything
   below the private folder, nor look at or signal processes outside the domain.
5. A filter of system calls keeps it from signalling, stopping and slowing down those that were
   there before it, by whatever call; see confine.py. So all times are this process's own.
6. The trusted one works in a folder where nobody can write, has no home, and gets no variables but
   its own: what an interpreter or library would look for there could be the untrusted one's, or
   that of an earlier test's.

Who ended first decides the verdict, so this must not be a race: the referee keeps the far ends of
all pipes open until it has noticed an end. Whatever one does because the other has gone therefore
happens after that.

Standard input: a line of JSON, then the files it names, one after the other. Standard output: a
line of JSON, which only this process can write.
"""
import base64
import json
import os
import resource
import select
import shutil
import signal
import stat
import sys
import tempfile
import time

# All of confine.py stands in front of this text, which comes as one argument.
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
SCOPES = 6  # the version from which on a domain can keep signals in
FILE_RIGHTS = 0b1_1100_0000_0000_0111
LOADERS = ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")
MESSAGE_BYTES = 4096
KEPT_BYTES = 8 << 20
PR_SET_CHILD_SUBREAPER = 36
ORPHANS_SECONDS = 2
NAMES = ("judgemessage.txt", "teammessage.txt", "score.txt")
# For interpreters: to import nothing from the working directory or the home, and to leave nothing.
VARIABLES = {
    "PYTHONNOUSERSITE": "1",
    "PYTHONSAFEPATH": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "NODE_PRESERVE_SYMLINKS_MAIN": "1",  # it would look for the name of a file that has none any more
}


def private_folder():
    """A folder whose whole parent can be denied to the untrusted program."""
    for base in ("/dev/shm", "/tmp"):
        if os.path.isdir(base) and not os.statvfs(base).f_flag & os.ST_NOEXEC:
            try:
                return base, tempfile.mkdtemp(dir=base)
            except OSError:
                continue
    sys.exit("no folder to run programs in")


def is_sound(folder):
    """Whether a folder of PATH is none that programs under test write to."""
    shared = [os.path.realpath(p) for p in (os.getcwd(), "/tmp", "/dev/shm")]
    real = os.path.realpath(folder)
    return folder.startswith("/") and not any(real == p or real.startswith(p + "/") for p in shared)


class Files:
    """The trusted program's files: unreadable executables, and data without names."""

    def __init__(self, folder):
        self.folder = folder
        self.values = {}
        self.descriptors = []
        self.names = []

    def add(self, name, content, kind):
        named = kind == "named"
        path = os.path.join(self.folder, name if named else "f%d" % len(self.values))
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o700)
        view = memoryview(content)
        while view:
            view = view[os.write(fd, view):]
        if kind != "data":
            os.fchmod(fd, 0o400 if named else 0o111)
            os.close(fd)
            self.names.append(path)
            self.values["{%s:%s}" % (kind, name)] = path
            return
        os.unlink(path)
        os.lseek(fd, 0, os.SEEK_SET)
        # High numbers, so that a program's own small ones are free.
        high = 100 + len(self.descriptors)
        os.dup2(fd, high)
        os.close(fd)
        self.descriptors.append(high)
        self.values["{fd:%s}" % name] = "/proc/self/fd/%d" % high
        self.values["{fdno:%s}" % name] = str(high)

    def fill(self, words):
        filled = []
        for word in words:
            for key, value in self.values.items():
                word = word.replace(key, value)
            filled.append(word)
        return filled

    def forget_names(self):
        for path in self.names:
            os.unlink(path)
        self.names = []


def landlock_domain(denied):
    """Makes a Landlock domain of everything but a folder. None where the kernel has none."""
    abi = c_function("syscall", LANDLOCK_CREATE, None, 0, 1)
    if abi < 1:
        return None, 0
    rights = (1 << 13) - 1
    rights |= 1 << 13 if abi >= 2 else 0
    rights |= 1 << 14 if abi >= 3 else 0
    rights |= 1 << 15 if abi >= 5 else 0
    attributes = words(rights, 0, 3 if abi >= SCOPES else 0)
    size = 24 if abi >= SCOPES else 16 if abi >= 4 else 8
    ruleset = c_function("syscall", LANDLOCK_CREATE, attributes, size, 0)
    if ruleset < 0:
        return None, 0
    for path in allowed_paths(denied):
        try:
            fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        folder = stat.S_ISDIR(os.fstat(fd).st_mode)
        rule = words(rights if folder else rights & FILE_RIGHTS, fd)
        c_function("syscall", LANDLOCK_ADD, ruleset, 1, rule, 0)
        os.close(fd)
    return ruleset, abi


def words(*values):
    return b"".join(value.to_bytes(8, "little") for value in values)


def allowed_paths(denied):
    top, paths = "/" + denied.split("/")[1], []
    for name in os.listdir("/"):
        path = "/" + name
        if path != top:
            paths.append(path)
        elif path != denied:
            paths.extend(e.path for e in os.scandir(path) if e.path != denied)
    return paths


def start(argv, env, descriptors, keep, last):
    """Forks and executes; returns the process id once the program runs, or a text saying why not."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.dup2(writing, 90)  # closes itself at a successful exec
            for number, fd in enumerate(descriptors):
                os.dup2(fd, number)
            os.set_inheritable(90, False)
            close_all_but({0, 1, 2, 90} | set(keep))
            for fd in keep:
                os.set_inheritable(fd, True)
            for number in (signal.SIGPIPE, signal.SIGXFSZ):
                signal.signal(number, signal.SIG_DFL)
            last()
            signal.pthread_sigmask(signal.SIG_SETMASK, [])
            os.execvpe(argv[0], argv, env)
        except BaseException as error:  # a forked copy of this script must not go on
            os.write(90, ("%s: %s" % (argv[0], error)).encode())
        os._exit(127)
    os.close(writing)
    problem = os.read(reading, 4096)
    os.close(reading)
    return (pid, None) if not problem else (pid, problem.decode("utf-8", "replace"))


def close_all_but(keep):
    for name in os.listdir("/proc/self/fd"):
        fd = int(name)
        if fd not in keep:
            try:
                os.close(fd)
            except OSError:
                pass


def is_closed(pid):
    """
    Whether another process of this id is refused a process's memory; /proc may hide it at all. For
    writing the kernel would ask first whether /proc is read-only, and say no to everybody.
    """
    try:
        os.close(os.open("/proc/%d/mem" % pid, os.O_RDONLY))
        return False
    except (PermissionError, FileNotFoundError, ProcessLookupError):  # the last: it has ended already
        return True


def children():
    with open("/proc/self/task/%d/children" % os.getpid()) as file:
        return [int(pid) for pid in file.read().split()]


def exit_status(status):
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


class Bout:
    def __init__(self, order):
        self.order = order
        self.result = {"nonce": order["nonce"], "end": "done", "first": None, "problem": None}
        base, self.folder = private_folder()
        self.denied = base
        self.files = Files(self.folder)
        self.feedback = os.path.join(self.folder, "feedback")
        os.mkdir(self.feedback, 0o700)
        self.files.values["{feedback}"] = self.feedback + "/"
        self.files.values["{folder}"] = self.folder
        self.held = []
        self.drained = None
        self.pids = {}

    def read_files(self):
        for entry in self.order["files"]:
            content = sys.stdin.buffer.read(entry["size"])
            if entry["kind"] == "feedback":
                self.leave(entry["name"], content)
            else:
                self.files.add(entry["name"], content, entry["kind"])

    def leave(self, name, content):
        """Puts a file of the trusted program's back where it left it."""
        path = os.path.join(self.feedback, name)
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(path, "xb") as file:
            file.write(content)

    def start_trusted(self, stdin, stdout):
        argv = self.files.fill(self.order["trusted"]["argv"])
        env = self.variables()
        if self.order["trusted"]["interpreted"]:
            loader = next(path for path in LOADERS if os.path.exists(path))
            with open(loader, "rb") as file:
                self.files.add(".loader", file.read(), "exec")
            program = argv[0] if "/" in argv[0] else shutil.which(argv[0], path=env["PATH"])
            if program is None:
                return "no such program: " + argv[0]
            argv = [self.files.values["{exec:.loader}"], os.path.realpath(program)] + argv[1:]
        path = os.path.join(self.folder, "stderr")
        self.stderr = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        os.unlink(path)
        seconds = int(self.order["wall"] + self.order["patience"]) + 1

        def restrict():
            os.setpgid(0, 0)
            os.chdir("/")
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))

        pid, problem = start(argv, env, (stdin, stdout, self.stderr), self.files.descriptors, restrict)
        self.pids[pid] = "trusted"
        if problem is None and self.order["trusted"]["ready"]:
            problem = self.await_ready(pid)
        self.files.forget_names()
        if problem is None and not is_closed(pid):
            problem = "this kernel does not close unreadable programs to others (fs.suid_dumpable is 1?)"
        return problem

    def variables(self):
        """None of what the program under test is given, but for folders of programs where it cannot write."""
        temporary = os.path.join(self.folder, "tmp")
        os.mkdir(temporary, 0o700)
        folders = [p for p in os.environ.get("PATH", os.defpath).split(":") if is_sound(p)]
        own = dict(PATH=":".join(folders), HOME="/nonexistent", TMPDIR=temporary, **VARIABLES)
        own.update((name, os.environ[name]) for name in ("LANG", "LC_ALL") if name in os.environ)
        return dict(own, **self.order["trusted"]["env"])

    def await_ready(self, pid):
        """Waits for the byte, or the end; the far end of the pipe is ours as well, so there is no EOF."""
        deadline = time.monotonic() + self.order["patience"]
        while time.monotonic() < deadline:
            if select.select([self.held[2]], [], [], 0.02)[0]:
                return None if os.read(self.held[2], 1) else "no ready byte"
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                del self.pids[pid]
                return "the judge ended before it was ready: %d" % exit_status(status)
        return "the judge was not ready in time"

    def start_untrusted(self, stdin, stdout):
        ruleset, self.result["landlock"] = landlock_domain(self.denied)
        null = os.open("/dev/null", os.O_WRONLY)
        cpu = int(self.order["cpu"]) + 1

        group, referee = os.getpgrp(), os.getpid()
        scoped = ruleset is not None and self.result["landlock"] >= SCOPES

        def restrict():
            resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
            own = os.getpid()
            confine(filter_against(group, referee, own - 1, own, scoped))
            if ruleset is not None:
                if c_function("syscall", LANDLOCK_RESTRICT, ruleset_kept, 0) != 0:
                    raise OSError("landlock")
                os.close(ruleset_kept)

        ruleset_kept = 91
        keep = ()
        if ruleset is not None:
            os.dup2(ruleset, ruleset_kept)
            os.close(ruleset)
            keep = (ruleset_kept,)
        env = dict(os.environ, **self.order["untrusted"]["env"])
        if self.denied == "/tmp":
            env["TMPDIR"] = os.getcwd()
        pid, problem = start(self.order["untrusted"]["argv"], env, (stdin, stdout, null), keep, restrict)
        self.pids[pid] = "untrusted"
        return problem

    def run(self):
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
        self.read_files()
        to_trusted, to_untrusted = os.pipe(), os.pipe()
        self.held = [*to_trusted, *to_untrusted]
        problem = self.start_trusted(to_trusted[0], to_untrusted[1])
        if problem is None:
            self.began = time.monotonic()
            problem = self.start_untrusted(to_untrusted[0], to_trusted[1])
            if problem is not None:
                self.result["end"] = "not started"
        else:
            self.result["end"] = "judge not started"
        self.result["problem"] = problem
        if problem is None:
            self.watch()
        self.report()

    def watch(self):
        deadline = self.began + self.order["wall"]
        while self.pids and self.result["end"] == "done":
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if pid in self.pids:
                deadline = self.ended(self.pids.pop(pid), exit_status(status), usage, deadline)
                continue
            left = deadline - time.monotonic()
            if left <= 0:
                waiting = "untrusted" in self.pids.values()
                self.result["end"] = "wall" if waiting else "patience"
                return
            if self.drained is not None:
                self.drain()
            signal.sigtimedwait([signal.SIGCHLD], min(left, 1.0 if self.drained is None else 0.02))

    def drain(self):
        """What is sent to a program that has ended is thrown away, or sending it would be an error."""
        try:
            while os.read(self.drained, 65536):
                pass
        except BlockingIOError:
            pass

    def ended(self, who, status, usage, deadline):
        orphans = self.end_orphans() if who == "untrusted" else 0.0
        now = time.monotonic()
        self.result[who] = status
        self.result["first"] = self.result["first"] or who
        if self.drained is None:
            # The other one sees the end of its input now, and may go on writing.
            trusted = who == "trusted"
            os.close(self.held[3] if trusted else self.held[1])
            # Opened anew, since the flags of the other description are the program's as well.
            path = "/proc/self/fd/%d" % (self.held[0] if trusted else self.held[2])
            self.drained = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        if who == "untrusted":
            self.result["cpu"] = usage.ru_utime + usage.ru_stime + orphans
            self.result["wall"] = now - self.began
            if status != 0 or self.result["cpu"] > self.order["cpu"]:
                self.pids = {}
            return now + self.order["patience"]
        if status not in self.order["accept"]:
            self.pids = {}
        return deadline

    def end_orphans(self):
        """
        Ends what a program has left when it ended, before anybody can see that: the answer is the program's own, in its
        own time. All orphans are our children. Returns the processor time that they have used.
        """
        seconds = 0.0
        deadline = time.monotonic() + ORPHANS_SECONDS
        while True:
            left = [pid for pid in children() if pid not in self.pids]
            if not left:
                return seconds
            if time.monotonic() > deadline:
                self.result["end"] = "wall"
                return seconds
            for pid in left:
                os.kill(pid, signal.SIGKILL)  # ours until it is waited for, so the number is nobody else's
                usage = os.wait4(pid, 0)[2]
                seconds += usage.ru_utime + usage.ru_stime

    def report(self):
        if hasattr(self, "began"):
            self.result.setdefault("wall", time.monotonic() - self.began)
        self.result["message"] = self.message()
        if self.order["keep"]:
            self.result["feedback"] = self.left()
        os.write(1, (json.dumps(self.result) + "\n").encode())

    def left(self):
        """The trusted program's files in its folder for messages; None when they are too much."""
        files, size = {}, 0
        for folder, _, names in os.walk(self.feedback):
            for name in names:
                path = os.path.join(folder, name)
                if not stat.S_ISREG(os.lstat(path).st_mode):
                    continue
                with open(path, "rb") as file:
                    content = file.read(KEPT_BYTES + 1 - size)
                size += len(content)
                if size > KEPT_BYTES:
                    return None
                files[os.path.relpath(path, self.feedback)] = base64.b64encode(content).decode()
        return files

    def message(self):
        parts = {}
        size = os.fstat(self.stderr).st_size if hasattr(self, "stderr") else 0
        if size:
            parts["stderr"] = os.pread(self.stderr, MESSAGE_BYTES, max(0, size - MESSAGE_BYTES))
        for name in NAMES:
            try:
                fd = os.open(os.path.join(self.feedback, name), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
                parts[name] = os.read(fd, MESSAGE_BYTES)
                os.close(fd)
            except OSError:
                pass
        return {name: text.decode("utf-8", "replace") for name, text in parts.items()}


def main():
    close_to_others()
    if c_function("prctl", PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        sys.exit("orphans cannot be had")
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    Bout(json.loads(sys.stdin.buffer.readline())).run()


main()

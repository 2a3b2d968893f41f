"""What interpreters need: limits, stacks, threads, the standard library."""

import os

import drive
import pytest
from drive import MB, Slot
from helpers import expect


def test_default_signals_and_limits(s):
    d = s.py(
        """
        import signal, resource

        print(
            signal.pthread_sigmask(signal.SIG_BLOCK, []),
            [
                n
                for n in range(1, 65)
                if n not in (32, 33) and signal.getsignal(n) == signal.SIG_IGN and n not in (13, 25)
            ],
        )
        print(
            resource.getrlimit(resource.RLIMIT_CORE),
            resource.getrlimit(resource.RLIMIT_NOFILE)[0],
            resource.getrlimit(resource.RLIMIT_STACK)[0],
        )
        """,
        stack=32 * MB,
    )
    assert d.out == b"set() []\n(1, 1) 1024 33554432\n", d


STACK_LIMIT = """
import resource

print(*resource.getrlimit(resource.RLIMIT_STACK))
"""


def test_stack_follows_memory(s):
    half = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    for memory in (16 * MB, 64 * MB, 300 * MB):
        want = min(max(memory + 16 * MB, 64 * MB), max(64 * MB, half))
        d = s.sh("ulimit -s; ulimit -Hs", memory=memory)
        assert d.out.split() == [b"%d" % (want // 1024)] * 2, d
    for warm in (False, True):
        d = s.py(STACK_LIMIT, memory=512 * MB, warm=warm)
        assert d.out.split() == [b"%d" % min(528 * MB, half)] * 2, d
        d = s.py(STACK_LIMIT, memory=512 * MB, stack=16 * MB, warm=warm)
        assert d.out.split() == [b"%d" % (16 * MB)] * 2, d


SIXTY_THREADS = """
import threading

go = threading.Event()
ts = [threading.Thread(target=go.wait) for _ in range(60)]
for t in ts:
    t.start()
go.set()
for t in ts:
    t.join()
print(len(ts))
"""


def test_many_threads_with_large_stacks(s):
    for warm in (False, True):
        d = s.py(SIXTY_THREADS, memory=256 * MB, procs=64, warm=warm)
        assert d.out == b"60\n", d
    d = s.py(SIXTY_THREADS, memory=2048 * MB, procs=64)
    assert d.out == b"60\n", d


# How much of its stack a thread has, as pthread_getattr_np says.
THREAD_STACK = """
import ctypes, threading

libc = ctypes.CDLL(None)

def size():
    attr = ctypes.create_string_buffer(256)
    out = ctypes.c_size_t()
    libc.pthread_self.restype = ctypes.c_void_p
    libc.pthread_getattr_np(ctypes.c_void_p(libc.pthread_self()), attr)
    libc.pthread_attr_getstacksize(attr, ctypes.byref(out))
    print(out.value)

t = threading.Thread(target=size)
t.start()
t.join()
"""


def test_stacks_of_threads_follow_memory_too(s):
    half = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    for warm in (False, True):
        d = s.py(THREAD_STACK, memory=256 * MB, warm=warm)
        assert int(d.out) == max(64 * MB, min(272 * MB, half)), d


LIBRARY = """
import asyncio, concurrent.futures, hashlib, json, sqlite3, subprocess, tempfile, threading

with concurrent.futures.ThreadPoolExecutor(4) as pool:
    print(sum(pool.map(lambda x: x * x, range(100))))
print(subprocess.run(["sh", "-c", "echo sub"], capture_output=True, text=True).stdout.strip())

async def answer():
    await asyncio.sleep(0.01)
    return "aio"

print(asyncio.run(answer()))
"""
# What Landlock leaves no room for.
LIBRARY_IN_NAMESPACES = """
import getpass, multiprocessing, os

with multiprocessing.get_context("fork").Pool(2) as pool:
    print(pool.map(abs, [-1, -2]))
temporary = tempfile.NamedTemporaryFile()
temporary.write(b"x")
temporary.flush()
print(os.path.dirname(temporary.name))
print(getpass.getuser(), os.path.expanduser("~"))
"""


def test_python_works(s):
    d = s.py(LIBRARY + (LIBRARY_IN_NAMESPACES if s.mode == 1 else ""))
    expect(d, "exited", 0)
    assert d.out.startswith(b"328350\nsub\naio\n") and (s.mode == 2 or b"[1, 2]\n/tmp\nsandbox /work" in d.out), d


def test_interpreter_of_the_user(s):
    prefix = "/root/.pyenv/versions/3.12.1"
    if os.geteuid() != 0 or s.mode != 1 or not os.path.isdir(prefix):
        pytest.skip("there is no interpreter in the home of root")
    t = Slot(s.settings.supervisor, cgroups=s.settings.cgroups, binds=drive.default_binds() + [(prefix, prefix, 0)])
    d = t.run(
        [prefix + "/bin/python3", "-c", "import sys, os; print(sys.version_info[:2]); print(os.listdir('/root'))"]
    )
    assert d.out == b"(3, 12)\n['.pyenv']\n", d
    t.close()

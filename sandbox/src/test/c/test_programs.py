"""Plain programs: how they start, what they read and print, what ends them."""

import errno
import hashlib
import os
import time

from drive import MB, P
from helpers import expect


def test_true_and_exit_codes(s):
    expect(s.run(["/bin/true"]), "exited", 0)
    expect(s.sh("exit 7"), "exited", 7)
    expect(s.run(["/bin/sh", "-c", "kill -SEGV $$"]), "exited", -11)
    expect(s.sh("kill -9 $$"), "exited", -9)
    d = expect(s.sh("echo out; echo err >&2"), "exited", 0)
    assert (d.out, d.err) == (b"out\n", b"err\n"), d


def test_not_started(s):
    d = expect(s.run(["/bin/nothing"]), "not-started")
    assert d.stage == P.STAGE_EXEC and d.errno == errno.ENOENT, d
    d = expect(s.run(["nothing-on-path"]), "not-started")
    assert d.errno == errno.ENOENT, d
    s.file("plain", "x", 0o644)
    d = expect(s.run(["./plain"]), "not-started")
    assert d.errno == errno.EACCES, d
    s.file("script", "echo from-a-script $1\n", 0o755)
    assert s.run(["./script", "arg"]).out == b"from-a-script arg\n"
    d = expect(s.run(["/"]), "not-started")


def test_files_arguments_environment(s):
    s.file("a/b/c.txt", b"\xff\x00x")
    s.file("big.bin", bytes(3 * MB))
    d = s.run(
        [
            "sh",
            "-c",
            'od -An -tx1 a/b/c.txt; wc -c < big.bin; echo "$1"; env | sort; pwd; umask; id -u',
            "sh",
            "arg \xe9 \n x",
        ],
        env=["PATH=/bin:/usr/bin", "A=b c"],
    )
    expect(d, "exited", 0)
    lines = d.out.decode("utf-8").splitlines()
    assert lines[0].split() == ["ff", "00", "78"] and lines[1] == "3145728", d
    assert "A=b c" in lines and "PATH=/bin:/usr/bin" in lines and "/work" in lines or s.mode == 2, d
    extra = [
        line for line in lines if "=" in line and line.split("=")[0] not in ("A", "PATH", "PWD", "_", "SHLVL", "OLDPWD")
    ]
    assert not extra, extra
    assert "0022" in lines, d


def test_what_a_linker_leaves_can_be_started(s):
    """Linkers write a program and then call chmod, which fails with Landlock under the caller's own id."""
    expect(
        s.sh("""
            mkdir bin
            for f in linked bin/linked
            do cat /bin/true > $f; chmod +x $f; done
            true
            """),
        "exited",
        0,
    )
    expect(s.run(["./linked"]), "exited", 0)
    expect(s.run(["./bin/linked"]), "exited", 0)
    # Neither what is no program of its own, nor what has a second name, which may be a file of the caller's.
    expect(
        s.sh("""
            cat /bin/true > one
            ln one two
            echo 'echo x' > text
            mkfifo fifo
            ln -s fifo link
            """),
        "exited",
        0,
    )
    for name in ("one", "two", "text", "fifo", "link"):
        d = expect(s.run(["./" + name]), "not-started")
        assert d.errno == errno.EACCES, (name, d)


def test_huge_arguments(s):
    big = ["x" * 100000] * 15
    d = s.run(["sh", "-c", "echo $#", "sh"] + big, stack=128 * MB)
    assert d.out == b"15\n", d
    d = s.run(["sh", "-c", "echo $#", "sh"] + ["x" * 100000] * 70)
    assert d.how in ("not-started",) and d.errno == errno.E2BIG, d


def test_stdin_small_and_large(s):
    assert s.run(["cat"], stdin=b"hello").out == b"hello"
    data = os.urandom(10 * MB)
    d = s.sh("cat | sha256sum", stdin=data)
    assert d.out.split()[0].decode() == hashlib.sha256(data).hexdigest(), d
    d = expect(s.run(["cat"], stdin=data, output=20 * MB), "exited", 0)
    assert d.out == data
    assert s.run(["cat"]).out == b""


def test_stdin_never_read(s):
    d = expect(s.sh("sleep 0.2; echo done", stdin=bytes(10 * MB)), "exited", 0)
    assert d.out == b"done\n"


def test_output_caps(s):
    d = expect(s.sh("head -c 1000 /dev/zero", output=1000), "exited", 0)
    assert len(d.out) == 1000 and d.cut == 0
    d = expect(s.sh("head -c 1001 /dev/zero", output=1000), "output")
    assert len(d.out) == 1000 and d.cut == 1, d
    d = expect(s.run(["yes"], output=3 * MB, wall=20), "output")
    assert len(d.out) == 3 * MB and d.cut == 1
    d = expect(s.sh("yes >&2", output=100), "output")
    assert len(d.err) == 100 and d.cut == 2
    d = expect(s.sh("head -c 900000 /dev/zero; head -c 900000 /dev/zero >&2"), "exited", 0)
    assert len(d.out) == len(d.err) == 900000


def test_wall_limit(s):
    d = expect(s.sh("echo before; sleep 60", wall=2.0), "wall")
    assert 1.99 < d.wall < 30 and d.out == b"before\n", d
    d = expect(
        s.py(
            """
            import signal, time

            for i in range(1, 65):
                try:
                    signal.signal(i, signal.SIG_IGN)
                except (OSError, ValueError):
                    pass
            while True:
                time.sleep(1)
            """,
            wall=0.5,
        ),
        "wall",
    )
    assert d.left == 0


def test_closing_streams_and_spinning(s):
    d = expect(
        s.py(
            """
            import os

            os.close(0)
            os.close(1)
            os.close(2)
            while True:
                pass
            """,
            wall=0.6,
        ),
        "wall",
    )
    assert d.user + d.sys + d.delay > 0.05, d


def test_cpu_limit(s):
    d = expect(s.py("while True: pass", cpu=0.5, wall=100, timeout=120), "cpu")
    assert 0.45 < d.user + d.sys < 0.75, d
    code = """
        import os, time

        for i in range(4):
            if os.fork() == 0:
                t = time.process_time()
                while time.process_time() - t < 1:
                    pass
                os._exit(0)
        for i in range(4):
            os.wait()
        """
    d = expect(s.py(code, cpu=2, wall=100, timeout=120), "cpu")
    assert d.user + d.sys < 2.4, d
    d = expect(s.py(code, cpu=30, wall=100, timeout=120), "exited", 0)
    assert d.user + d.sys > 3.9, d


def test_cpu_of_children_nobody_waits_for(s):
    code = """
        import os, time, signal

        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        for i in range(3):
            if os.fork() == 0:
                t = time.process_time()
                while time.process_time() - t < 0.6:
                    pass
                os._exit(0)
        time.sleep(100)
        """
    expect(s.py(code, cpu=1.0, wall=110, timeout=120), "cpu")


def test_cancel(s):
    s.start(["sleep", "60"], wall=50)
    time.sleep(0.2)
    s.cancel()
    expect(s.finish(), "cancelled")
    s.cancel()  # too late is fine
    expect(s.run(["/bin/true"]), "exited", 0)

"""Processes: how many there are, what they leave, whom they can signal."""

from helpers import expect, ns_only


def test_fork_bomb(s):
    code = """
        #include <unistd.h>
        int main() {
            for (;;) fork();
        }
        """
    d = expect(s.c(code, wall=1.0, procs=20), "wall")
    assert d.left >= 15, d
    assert d.left < 60, d
    d = expect(s.c(code, wall=1.5, procs=300), "wall", None)
    expect(s.run(["/bin/true"]), "exited", 0)


def test_process_limit(s):
    code = """
        import os, time

        n = 0
        try:
            while n < 100:
                if os.fork() == 0:
                    time.sleep(5)
                    os._exit(0)
                n += 1
        except OSError as e:
            print(n, e.errno, flush=True)
        os._exit(0)
        """
    d = expect(s.py(code, procs=10), "exited", 0)
    n, err = d.out.split()
    assert (int(n) == 9 or s.mode == 2) and err == b"11", d
    assert d.left == int(n), d


def test_daemon_that_holds_the_pipes(s):
    code = """
        import os, time

        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                while True:
                    time.sleep(1)
            os._exit(0)
        os.wait()
        print("parent")
        """
    d = expect(s.py(code), "exited", 0)
    assert d.out == b"parent\n" and d.left == 1, d


def test_orphans_are_reaped(s):
    # 60 double forks under a limit of 8: zombies of orphans must not use up the limit.
    code = """
        import os

        for i in range(60):
            if os.fork() == 0:
                if os.fork() == 0:
                    os._exit(0)
                os._exit(0)
            os.wait()
        print("ok")
        """
    d = expect(s.py(code, procs=12), "exited", 0)
    assert d.out == b"ok\n"


@ns_only
def test_kill_everybody(s):
    d = expect(s.sh("kill -9 -1; kill -9 1; kill -STOP 1; sleep 0.1; echo alive"), "exited")
    assert d.out in (b"alive\n", b""), d
    d = expect(
        s.py("""
            import os, signal

            try:
                os.kill(1, signal.SIGKILL)
            except OSError:
                pass
            try:
                os.kill(os.getppid(), signal.SIGSTOP)
            except OSError:
                pass
            print("alive")
            """),
        "exited",
        0,
    )
    expect(s.run(["/bin/true"]), "exited", 0)


def test_stopping_the_parent(s):
    expect(
        s.py(
            """
            import os, signal

            if os.fork() == 0:
                os.kill(os.getppid(), signal.SIGSTOP)
                os.kill(0, signal.SIGSTOP)
            os.wait()
            """,
            wall=0.5,
        ),
        "wall",
    )


def test_signals_do_not_reach_the_supervisor(s):
    code = (
        """
        import os

        for sig in (1, 2, 3, 9, 15, 19, 10, 12):
            for pid in (1, os.getppid(), %d):
                try:
                    os.kill(pid, sig)
                except OSError:
                    pass
        print("x")
        """
        % s.p.pid
    )
    expect(s.py(code), "exited", 0)
    expect(s.run(["/bin/true"]), "exited", 0)


@ns_only
def test_supervisor_cannot_be_tuned(s):
    code = """
        import os, resource

        def t(name, f):
            try:
                f()
                print(name, "worked")
            except (OSError, ValueError) as e:
                print(name, "no")

        t("prlimit", lambda: resource.prlimit(1, resource.RLIMIT_NOFILE, (0, 0)))
        t("affinity", lambda: os.sched_setaffinity(1, {0}))
        t("nice", lambda: os.setpriority(os.PRIO_PROCESS, 1, 19))
        t("nice-group", lambda: os.setpriority(os.PRIO_PGRP, 1, 19))
        t("cmdline", lambda: open("/proc/1/cmdline").read())
        t("oom", lambda: open("/proc/1/oom_score_adj", "w").write("1000"))
        os.setpriority(os.PRIO_PROCESS, 0, 5)
        os.sched_setaffinity(0, {0})
        """
    d = expect(s.py(code), "exited", 0)
    assert b"worked" not in d.out, d

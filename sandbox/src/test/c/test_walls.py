"""What a program sees of the machine, of the caller and of the programs before it."""

import os

from helpers import expect, fresh, ns_only


@ns_only
def test_root_is_small_and_read_only(s):
    d = s.py("""
        import os

        print(sorted(os.listdir("/")))
        bad = []
        for p in (
            "/x",
            "/usr/x",
            "/etc/x",
            "/etc/passwd",
            "/dev/x",
            "/proc/sys/kernel/hostname",
            "/proc/sysrq-trigger",
            "/.writable/x",
            "/bin/x",
            "/proc/x",
        ):
            try:
                fd = os.open(p, os.O_WRONLY | os.O_CREAT, 0o600)
                if p != "/proc/sysrq-trigger":
                    bad.append(p)
            except OSError:
                pass
        print(bad)
        print(
            os.path.exists("/etc/shadow"),
            os.path.exists("/root"),
            os.path.exists("/home"),
            os.path.exists("/sys"),
            os.path.exists("/old"),
        )
        print(sorted(os.listdir("/dev")), os.uname().nodename)
        print(open("/proc/self/mountinfo").read().count(" rw,nosuid,nodev"))
        open("/dev/null", "w").write("x")
        open("/dev/urandom", "rb").read(5)
        """)
    expect(d, "exited", 0)
    lines = d.out.decode().splitlines()
    assert lines[1] == "[]" and lines[2] == "False False False False False", d
    assert "sandbox" in lines[3] and "sda" not in lines[3] and "'tty'" not in lines[3], d


def test_etc_shadow(s):
    d = s.py("open('/etc/shadow').read()")
    assert d.code == 1 and (b"No such file" in d.err or b"Permission denied" in d.err), d


@ns_only
def test_host_processes_are_invisible(s):
    d = s.py("""
        import os

        print([p for p in os.listdir("/proc") if p.isdigit()])
        print(os.getpid() < 100000)
        """)
    expect(d, "exited", 0)
    pids = eval(d.out.splitlines()[0])
    assert len(pids) <= (1 if s.features & 4096 else 2), d


def test_no_privileges(s):
    d = s.py(
        """
        import os

        os.write(
            1,
            b"".join(
                l
                for l in open("/proc/self/status", "rb")
                if l[:3] in (b"Cap", b"NoN", b"Sec", b"Uid", b"Gid", b"Gro")
            ),
        )
        """
        if s.mode == 1
        else "import os;print(os.getresuid(), os.getgroups())"
    )
    expect(d, "exited", 0)
    if s.mode == 1:
        for line in d.out.decode().splitlines():
            k, v = line.split(":")[0], line.split()[1:]
            if k.startswith("Cap"):
                assert int(v[0], 16) == 0, d
            elif k == "NoNewPrivs":
                assert v == ["1"], d
            elif k == "Seccomp":
                assert v == ["2"], d
            elif k in ("Uid", "Gid"):
                assert v == [str(s.uid)] * 4, d


@ns_only
def test_nothing_survives(s):
    code = r"""
        import os, subprocess, socket

        for d in ("/work", "/tmp", "/dev/shm"):
            open(d + "/left", "w").write("secret")
        os.system(
            "ipcmk -M 4096 -p 0666 >/dev/null; ipcmk -Q -p 0666 > /dev/null; ipcmk -S 3 -p 0666 > /dev/null"
        )
        s = socket.socket(socket.AF_UNIX)
        s.bind("\0abstract")
        s.listen()
        a, b = socket.socketpair()
        subprocess.Popen(["sleep", "100"], start_new_session=True)
        """
    s.py(code)
    s.wipe()
    d = s.py(r"""
        import os, socket

        print(
            [os.listdir(d) for d in ("/work", "/tmp", "/dev/shm")],
            sum(len(open("/proc/sysvipc/" + n).readlines()) - 1 for n in ("shm", "msg", "sem")),
        )
        s = socket.socket(socket.AF_UNIX)
        s.bind("\0abstract")
        print([p for p in os.listdir("/proc") if p.isdigit() and int(p) not in (1, os.getpid())])
        """)
    assert d.out == b"[['main.py'], [], []] 0\n[]\n", d


def test_environment_does_not_leak(s):
    os.environ["SCE_SECRET"] = "x"
    with_secret = fresh(s)
    d = with_secret.run(["env"], env=["PATH=/usr/bin"])
    assert d.out == b"PATH=/usr/bin\n", d
    with_secret.close()


def test_descriptors_do_not_leak(s):
    d = s.py("""
        import os

        l = []
        for fd in range(1000):
            try:
                os.fstat(fd)
                l.append(fd)
            except OSError:
                pass
        print(l)
        """)
    assert d.out == b"[0, 1, 2]\n", d

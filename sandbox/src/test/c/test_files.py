"""Files: what a program leaves is emptied, bounded, and handed back as it is or not at all."""

import errno

from drive import MB, P
from helpers import expect, ns_only


def test_deep_directories(s):
    n = 3000 if s.mode == 1 else 700  # Landlock makes every step as dear as the path is deep
    d = expect(
        s.py(
            """
            import os

            for i in range(%d):
                os.mkdir("d")
                os.chdir("d")
            print("ok")
            """
            % n,
            wall=50,
        ),
        "exited",
        0,
    )
    assert d.out == b"ok\n"
    s.wipe()
    assert s.run(["ls", "-A"]).out == b""
    expect(
        s.py("""
            import os

            for i in range(60):
                os.mkdir("d")
                os.chdir("d")
            open("x", "w")
            """),
        "exited",
        0,
    )
    s.wipe()
    assert s.run(["ls", "-A"]).out == b""


def test_a_hundred_thousand_files(s):
    expect(
        s.py(
            """
            import os

            os.mkdir("many")
            for i in range(100000):
                os.close(os.open("many/%d" % i, os.O_CREAT | os.O_WRONLY))
            """,
            wall=60,
        ),
        "exited",
        0,
    )
    way = s.wipe()
    assert way == (1 if s.mode == 1 else 0)
    assert s.run(["ls", "-A"]).out == b""


def test_mode_000_and_odd_names(s):
    s.sh(
        r"""
        mkdir a b
        touch a/x b/y
        ln -s /etc/passwd l
        ln -s . loop
        mkfifo p
        touch "$(printf 'n\n\377')"
        chmod 000 a b/y b .
        """
    )
    s.wipe()
    d = s.sh("ls -A; stat -c %a .")
    assert d.out == (b"755\n" if s.mode == 1 else b"700\n"), d


@ns_only
def test_attributes_of_the_directories(s):
    s.py(r"""
        import os

        for d in ("/work", "/tmp", "/dev/shm"):
            for n in ("user.note", "system.posix_acl_default"):
                try:
                    os.setxattr(
                        d,
                        n,
                        b"\2\0\0\0\1\0\7\0\xff\xff\xff\xff\4\0\7\0\xff\xff\xff\xff\x20\0\7\0\xff\xff\xff\xff"
                        if "acl" in n
                        else b"v",
                    )
                except OSError as e:
                    pass
            try:
                os.chmod(d, 0o777)
            except OSError:
                pass
        """)
    s.wipe()
    d = s.py("""
        import os

        for d in ("/work", "/tmp", "/dev/shm"):
            print(os.listxattr(d), oct(os.stat(d).st_mode & 0o7777))
        """)
    assert d.out == b"[] 0o755\n[] 0o1777\n[] 0o1777\n", d


@ns_only
def test_disk_is_bounded(s):
    d = expect(
        s.sh(
            """
            cat /dev/zero > big
            ls -l big | awk '{print $5}'
            rm big
            i=0
            cat /dev/zero > /dev/shm/x
            rm /dev/shm/x
            """,
            wall=30,
        ),
        "exited",
        0,
    )
    assert int(d.out) <= 256 * MB and b"No space left" in d.err, d


def test_file_size_limit(s):
    d = s.sh("head -c 3000000 /dev/zero > f", fsize=1 * MB)
    assert s.read("f")[1] == 1 * MB, d


def test_sparse_file_of_a_pebibyte(s):
    s.py("""
        import os

        f = open("s", "wb")
        try:
            os.ftruncate(f.fileno(), 1 << 50)
        except OSError:
            os.ftruncate(f.fileno(), 8 << 40)
        """)
    state, size, _ = s.read("s")
    assert state == 3 and size >= 8 << 40, (state, size)
    s.wipe()


def test_tracked_files(s):
    s.sh(
        """
        echo hello > a
        mkdir -p d/e
        echo deep > d/e/f
        ln -s /etc/passwd link
        ln -s d dl
        mkfifo fifo
        mkdir dir
        head -c 2000000 /dev/zero > big
        echo s > secret
        chmod 000 secret
        : > empty
        python3 -c "import socket;socket.socket(socket.AF_UNIX).bind('sock')"
        """
    )
    assert s.read("a") == (0, 6, b"hello\n")
    assert s.read("d/e/f") == (0, 5, b"deep\n")
    assert s.read("empty") == (0, 0, b"")
    assert s.read("none")[0] == 1 and s.read("none/x")[0] == 1
    for name in ("link", "fifo", "dir"):
        assert s.read(name)[0] == 2, name
    assert s.read("dl/e/f")[0] in (2, 4), s.read("dl/e/f")
    assert s.read("a/b")[0] == 2
    assert s.read("big")[0] == 3
    assert s.read("big", 4 * MB)[2] == bytes(2000000)
    assert s.read("secret")[0] == 0
    for name in ("../x", "/etc/passwd", "", "a//b", "."):
        assert s.read(name)[0] == 1, name


def test_bad_file_names(s):
    for name in ("../x", "/x", "", "a/../b", "./a", "a/", "x" * 256):
        s.file(name, "data")
        d = expect(s.run(["/bin/true"]), "fault")
        assert d.stage == P.STAGE_WRITE and d.errno == errno.EINVAL, d
        s.wipe()
        expect(s.run(["/bin/true"]), "exited", 0)
    s.file("a", "x")
    s.file("a/b", "x" * 2000000)
    d = expect(s.run(["/bin/true"]), "fault")
    assert d.stage == P.STAGE_WRITE and d.errno in (errno.ENOTDIR, errno.ELOOP), d
    s.wipe()


@ns_only
def test_file_system_full(s):
    s.file("big", bytes(300 * MB))
    d = expect(s.run(["/bin/true"]), "fault")
    assert d.stage == P.STAGE_WRITE and d.errno == errno.ENOSPC, d
    s.wipe()
    expect(s.run(["/bin/true"]), "exited", 0)


def test_writing_through_planted_links(s):
    s.sh("ln -s /etc evil; ln -s /dev/zero f; mkfifo p")
    s.file("f", "mine")
    s.file("p", "mine too")
    d = s.sh("cat f p; ls -l f p | cut -c1")
    assert d.out == b"minemine too-\n-\n", d
    s.file("evil/x", "data")
    d = expect(s.run(["/bin/true"]), "fault")
    s.wipe()

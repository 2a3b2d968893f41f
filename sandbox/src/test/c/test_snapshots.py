"""Snapshots: each command starts from the files that were kept."""

from drive import MB
from helpers import expect, ns_only


def test_commands_start_from_what_the_snapshot_kept(s):
    s.file("a/program", "#!/bin/sh\necho original\n", 0o755)
    s.file("data", "1\n")
    expect(
        s.sh(
            """
            ln -s data link
            mkdir -p deep/er
            echo made > deep/er/file
            chmod 640 deep/er/file 2>&1
            :
            """
        ),
        "exited",
        0,
    )
    s.snapshot()
    look = """
        cd /work 2>/dev/null || cd "$HOME"
        find . -type f -o -type l | sort | xargs ls -l | awk '{print $1, $NF}'
        cat data deep/er/file
        ./a/program
        ls -A /tmp /dev/shm | grep -v :
        """
    if s.mode == 2:
        look = (
            "find . -type f -o -type l | sort | xargs ls -l | awk '{print $1, $NF}'; cat data deep/er/file; ./a/program"
        )
    first = expect(s.sh(look), "exited", None)
    assert b"original" in first.out and b"made" in first.out and b"lrwxrwxrwx" in first.out, first
    spoil = """
        rm -rf deep
        echo 2 > data
        rm a/program
        ln -s /bin/true a/program
        touch new .hidden
        mkdir -p x/y/z
        chmod 000 x
        rm link
        mkfifo link
        echo left > /tmp/left
        echo left > /dev/shm/left
        """
    for command in (spoil, "rm -rf a data deep link", "chmod -R 000 . ; true", ":"):
        s.sh(command)
        s.restore()
        again = expect(s.sh(look), "exited", None)
        assert (again.out, again.code) == (first.out, first.code), (command, first, again)
    s.wipe()
    s.restore()
    d = s.run(["/bin/true"])
    assert d.how == "fault", d
    s.wipe()


def test_a_snapshot_leaves_out_what_it_cannot_keep(s):
    s.sh(
        """
        mkfifo pipe
        d=.
        for i in $(seq 60)
        do d=$d/d; mkdir $d || break; done
        echo x > kept
        ln -s nowhere dangling
        ln -s / root
        """
    )
    s.snapshot()
    s.restore()
    d = expect(s.sh("ls -A; find . -name d | wc -l; test -p pipe && echo pipe"), "exited", None)
    lines = d.out.decode().split()
    assert (
        "kept" in lines
        and "dangling" in lines
        and "root" in lines
        and "pipe" not in lines
        and 20 <= int(lines[-1]) <= 30
    ), d


@ns_only
def test_a_snapshot_of_a_full_sandbox_can_be_restored(s):
    for fill in (
        "head -c 300000000 /dev/zero > big; true",
        """
        echo x > one
        for i in $(seq 3000)
        do ln one l$i; done
        head -c 300000000 /dev/zero > big
        truncate -s 100G hole
        true
        """,
        'truncate -s 250M hole; perl -e \'symlink("x" x 4000, "l$_") for 1..15000\'',
    ):
        s.sh(fill, memory=1024 * MB)
        s.snapshot()
        s.restore()
        expect(s.sh("ls | wc -l"), "exited", 0)
        s.wipe()


def test_odd_names_do_not_keep_a_sandbox_from_being_emptied(s):
    deep = """
        mkdir .wipe-0 .wipe-1
        for c in $(seq 12)
        do d=c$c; mkdir $d; for i in $(seq 30); do d=$d/d; mkdir $d || break; done; echo x > $d/file; done
        true
        """
    marks = """
        import os

        for i in range(60):
            try:
                os.setxattr(".", "user.%03d" % i + "n" * 20, b"v")
            except OSError:
                pass
        """
    for _ in range(2):
        s.sh(deep)
        s.wipe()
        s.py(marks)
        s.snapshot()
        s.restore()
        d = expect(s.run(["ls", "-A"]), "exited", 0)
        assert d.out == b"main.py\n", d
        s.wipe()

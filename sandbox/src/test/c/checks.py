"""What the supervisor promises, one function per promise. Run by drive.py check."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
import traceback

import drive
from drive import MB, Dead, Slot

CHECKS = []


def check(f):
    CHECKS.append(f)
    return f


def ns_only(f):
    f.ns_only = True
    return f


def expect(d, how, code=None):
    assert d.how == how, "expected %s: %r" % (how, d)
    if code is not None:
        assert d.code == code, "expected code %s: %r" % (code, d)
    return d


# ---- plain programs -------------------------------------------------------------------------------------------------------------


@check
def true_and_exit_codes(s):
    expect(s.run(["/bin/true"]), "exited", 0)
    expect(s.run(["sh", "-c", "exit 7"]), "exited", 7)
    expect(s.run(["/bin/sh", "-c", "kill -SEGV $$"]), "exited", -11)
    expect(s.run(["sh", "-c", "kill -9 $$"]), "exited", -9)
    d = expect(s.run(["sh", "-c", "echo out; echo err >&2"]), "exited", 0)
    assert (d.out, d.err) == (b"out\n", b"err\n"), d


@check
def not_started(s):
    d = expect(s.run(["/bin/nothing"]), "not-started")
    assert d.stage == 23 and d.errno == 2, d
    d = expect(s.run(["nothing-on-path"]), "not-started")
    assert d.errno == 2, d
    s.file("plain", "x", 0o644)
    d = expect(s.run(["./plain"]), "not-started")
    assert d.errno == 13, d
    s.file("script", "echo from-a-script $1\n", 0o755)
    assert s.run(["./script", "arg"]).out == b"from-a-script arg\n"
    d = expect(s.run(["/"]), "not-started")


@check
def files_arguments_environment(s):
    s.file("a/b/c.txt", b"\xff\x00x")
    s.file("big.bin", bytes(3 * MB))
    d = s.run(["sh", "-c", 'od -An -tx1 a/b/c.txt; wc -c < big.bin; echo "$1"; env | sort; pwd; umask; id -u', "sh", "arg \xe9 \n x"], env=["PATH=/bin:/usr/bin", "A=b c"])
    expect(d, "exited", 0)
    lines = d.out.decode("utf-8").splitlines()
    assert lines[0].split() == ["ff", "00", "78"] and lines[1] == "3145728", d
    assert "A=b c" in lines and "PATH=/bin:/usr/bin" in lines and "/work" in lines or s.mode == 2, d
    extra = [l for l in lines if "=" in l and l.split("=")[0] not in ("A", "PATH", "PWD", "_", "SHLVL", "OLDPWD")]
    assert not extra, extra
    assert "0022" in lines, d


@check
def what_a_linker_leaves_can_be_started(s):
    """Linkers write a program and then call chmod, which fails with Landlock under the caller's own id."""
    expect(s.run(["sh", "-c", "mkdir bin; for f in linked bin/linked; do cat /bin/true > $f; chmod +x $f; done; true"]), "exited", 0)
    expect(s.run(["./linked"]), "exited", 0)
    expect(s.run(["./bin/linked"]), "exited", 0)
    # Neither what is no program of its own, nor what has a second name, which may be a file of the caller's.
    expect(s.run(["sh", "-c", "cat /bin/true > one; ln one two; echo 'echo x' > text; mkfifo fifo; ln -s fifo link"]), "exited", 0)
    for name in ("one", "two", "text", "fifo", "link"):
        d = expect(s.run(["./" + name]), "not-started")
        assert d.errno == 13, (name, d)


@check
def huge_arguments(s):
    big = ["x" * 100000] * 15
    d = s.run(["sh", "-c", "echo $#", "sh"] + big, stack=128 * MB)
    assert d.out == b"15\n", d
    d = s.run(["sh", "-c", "echo $#", "sh"] + ["x" * 100000] * 70)
    assert d.how in ("not-started",) and d.errno == 7, d


@check
def stdin_small_and_large(s):
    assert s.run(["cat"], stdin=b"hello").out == b"hello"
    data = os.urandom(10 * MB)
    d = s.run(["sh", "-c", "cat | sha256sum"], stdin=data)
    import hashlib
    assert d.out.split()[0].decode() == hashlib.sha256(data).hexdigest(), d
    d = expect(s.run(["cat"], stdin=data, output=20 * MB), "exited", 0)
    assert d.out == data
    assert s.run(["cat"]).out == b""


@check
def stdin_never_read(s):
    d = expect(s.run(["sh", "-c", "sleep 0.2; echo done"], stdin=bytes(10 * MB)), "exited", 0)
    assert d.out == b"done\n"


@check
def output_caps(s):
    d = expect(s.run(["sh", "-c", "head -c 1000 /dev/zero"], output=1000), "exited", 0)
    assert len(d.out) == 1000 and d.cut == 0
    d = expect(s.run(["sh", "-c", "head -c 1001 /dev/zero"], output=1000), "output")
    assert len(d.out) == 1000 and d.cut == 1, d
    d = expect(s.run(["yes"], output=3 * MB, wall=20), "output")
    assert len(d.out) == 3 * MB and d.cut == 1
    d = expect(s.run(["sh", "-c", "yes >&2"], output=100), "output")
    assert len(d.err) == 100 and d.cut == 2
    d = expect(s.run(["sh", "-c", "head -c 900000 /dev/zero; head -c 900000 /dev/zero >&2"]), "exited", 0)
    assert len(d.out) == len(d.err) == 900000


@check
def wall_limit(s):
    d = expect(s.run(["sh", "-c", "echo before; sleep 60"], wall=2.0), "wall")
    assert 1.99 < d.wall < 30 and d.out == b"before\n", d
    d = expect(s.py("import signal,time\nfor i in range(1,65):\n  try: signal.signal(i, signal.SIG_IGN)\n  except (OSError,ValueError): pass\nwhile True: time.sleep(1)", wall=0.5), "wall")
    assert d.left == 0


@check
def closing_streams_and_spinning(s):
    d = expect(s.py("import os\nos.close(0);os.close(1);os.close(2)\nwhile True: pass", wall=0.6), "wall")
    assert d.user + d.sys + d.delay > 0.05, d


@check
def cpu_limit(s):
    d = expect(s.py("while True: pass", cpu=0.5, wall=100, timeout=120), "cpu")
    assert 0.45 < d.user + d.sys < 0.75, d
    code = "import os,time\nfor i in range(4):\n  if os.fork()==0:\n    t=time.process_time()\n    while time.process_time()-t<1: pass\n    os._exit(0)\nfor i in range(4): os.wait()"
    d = expect(s.py(code, cpu=2, wall=100, timeout=120), "cpu")
    assert d.user + d.sys < 2.4, d
    d = expect(s.py(code, cpu=30, wall=100, timeout=120), "exited", 0)
    assert d.user + d.sys > 3.9, d


@check
def cpu_of_children_nobody_waits_for(s):
    code = "import os,time,signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\nfor i in range(3):\n  if os.fork()==0:\n    t=time.process_time()\n    while time.process_time()-t<0.6: pass\n    os._exit(0)\ntime.sleep(100)"
    d = expect(s.py(code, cpu=1.0, wall=110, timeout=120), "cpu")


@check
def cancel(s):
    s.start(["sleep", "60"], wall=50)
    time.sleep(0.2)
    s.send(6)
    d = expect(s.finish(), "cancelled")
    s.send(6)  # too late is fine
    expect(s.run(["/bin/true"]), "exited", 0)


# ---- memory ---------------------------------------------------------------------------------------------------------------------

HOG = "import time\nb=bytearray(%d)\nfor i in range(0,len(b),4096): b[i]=1\nprint('have it', flush=True)\ntime.sleep(0.3)"


@check
def memory_malloc(s):
    d = expect(s.py(HOG % (300 * MB), memory=100 * MB), "memory")
    d = expect(s.py(HOG % (80 * MB), memory=110 * MB), "exited", 0)
    assert 80 * MB < d.peak < 1.1 * 92 * MB, d


@check
def memory_peak_of_80_mb(s):
    d = expect(s.c("#include <stdlib.h>\n#include <string.h>\n#include <unistd.h>\nint main(){char*p=malloc(80<<20);memset(p,1,80<<20);usleep(100000);return p[5]-1;}", memory=100 * MB), "exited", 0)
    assert 80 * MB <= d.peak < 88 * MB, d


@ns_only
@check
def memory_dev_shm(s):
    # The file system is larger than the limit, so it is the memory limit that must act.
    expect(s.py("f=open('/dev/shm/x','wb')\nfor i in range(230): f.write(bytes(1<<20))\nf.flush()\nimport time;time.sleep(9)", memory=100 * MB), "memory")
    s.wipe()
    d = expect(s.py("f=open('/work/x','wb')\nfor i in range(40): f.write(bytes(1<<20))\nf.flush()\nimport time;time.sleep(0.2)", memory=100 * MB), "exited", 0)
    assert d.peak > 40 * MB, d
    s.wipe()
    expect(s.py(HOG % (50 * MB), memory=100 * MB), "exited", 0)


@check
def memory_of_children(s):
    code = "import os,time\nfor i in range(20):\n  if os.fork()==0:\n    b=bytearray(15<<20)\n    for j in range(0,len(b),4096): b[j]=1\n    time.sleep(9); os._exit(0)\n  time.sleep(0.01)\nfor i in range(20): os.wait()"
    expect(s.py(code, memory=100 * MB), "memory")


@check
def memory_shared_by_fork_is_counted_once(s):
    code = "import os,time\nb=bytearray(60<<20)\nfor j in range(0,len(b),4096): b[j]=1\nfor i in range(5):\n  if os.fork()==0:\n    time.sleep(0.4); os._exit(0)\nfor i in range(5): os.wait()"
    expect(s.py(code, memory=130 * MB), "exited", 0)


@ns_only
@check
def memory_sysv(s):
    code = r"""#include <sys/shm.h>
#include <string.h>
#include <unistd.h>
int main(){for(int i=0;i<30;i++){int id=shmget(IPC_PRIVATE,10<<20,0600|IPC_CREAT);char*p=shmat(id,0,0);if(p==(void*)-1)return 3;memset(p,1,10<<20);shmdt(p);}sleep(9);return 0;}"""
    expect(s.c(code, memory=100 * MB), "memory")
    s.wipe()
    d = expect(s.run(["sh", "-c", "cat /proc/sysvipc/shm | wc -l"]), "exited", 0)
    assert d.out.strip() == b"1", d


@check
def memory_memfd(s):
    d = s.py("import os,time\nfd=os.memfd_create('x')\nfor i in range(300): os.write(fd, bytes(1<<20))\ntime.sleep(9)", memory=100 * MB)
    assert d.how == "memory" or d.code == 1 and b"Function not implemented" in d.err, d


@check
def memory_shared_anonymous(s):
    expect(s.py("import mmap,time\nm=mmap.mmap(-1, 300<<20)\nfor i in range(0,300<<20,4096): m[i]=1\ntime.sleep(9)", memory=100 * MB), "memory")


@check
def memory_huge_bss(s):
    d = s.c("static volatile char big[1500u<<20];int main(){for(unsigned i=0;i<sizeof big;i+=4096)big[i]=1;return 0;}", memory=100 * MB)
    assert d.how == "memory", d


@check
def limits_are_lifted_between_runs(s):
    expect(s.run(["/bin/true"], memory=8 * MB), "exited", 0)
    s.file("big", bytes(60 * MB))
    d = expect(s.run(["wc", "-c", "big"], memory=200 * MB), "exited", 0)
    assert d.out.split()[0] == str(60 * MB).encode(), d
    s.wipe()
    d = expect(s.run(["wc", "-c"], memory=30 * MB if s.mode == 2 else 100 * MB, stdin=bytes(40 * MB)), "exited", 0)
    assert d.out.split()[0] == str(40 * MB).encode(), d


@ns_only
@check
def files_given_to_a_program_are_not_its_memory(s):
    s.file("big", bytes(60 * MB))
    d = expect(s.run(["sh", "-c", "sleep 0.1; wc -c big"], memory=30 * MB), "exited", 0)
    assert d.peak < 20 * MB, d
    d = expect(s.run(["sh", "-c", "cp big big2; sleep 9"], memory=30 * MB), "memory", None)
    expect(s.run(["/bin/true"], memory=100 * MB), "exited", 0)
    s.wipe()
    expect(s.run(["/bin/true"], memory=30 * MB), "exited", 0)


# ---- processes ------------------------------------------------------------------------------------------------------------------


@check
def fork_bomb(s):
    code = "#include <unistd.h>\nint main(){for(;;)fork();}"
    d = expect(s.c(code, wall=1.0, procs=20), "wall")
    assert d.left >= 15, d
    assert d.left < 60, d
    d = expect(s.c(code, wall=1.5, procs=300), "wall", None)
    expect(s.run(["/bin/true"]), "exited", 0)


@check
def process_limit(s):
    code = "import os,time\nn=0\ntry:\n  while n<100:\n    if os.fork()==0:\n      time.sleep(5); os._exit(0)\n    n+=1\nexcept OSError as e: print(n, e.errno, flush=True)\nos._exit(0)"
    d = expect(s.py(code, procs=10), "exited", 0)
    n, err = d.out.split()
    assert (int(n) == 9 or s.mode == 2) and err == b"11", d
    assert d.left == int(n), d


@check
def daemon_that_holds_the_pipes(s):
    code = "import os,time\nif os.fork()==0:\n  os.setsid()\n  if os.fork()==0:\n    while True: time.sleep(1)\n  os._exit(0)\nos.wait()\nprint('parent')"
    d = expect(s.py(code), "exited", 0)
    assert d.out == b"parent\n" and d.left == 1, d


@check
def orphans_are_reaped(s):
    # 60 double forks under a limit of 8: zombies of orphans must not use up the limit.
    code = "import os\nfor i in range(60):\n  if os.fork()==0:\n    if os.fork()==0: os._exit(0)\n    os._exit(0)\n  os.wait()\nprint('ok')"
    d = expect(s.py(code, procs=12), "exited", 0)
    assert d.out == b"ok\n"


@ns_only
@check
def kill_everybody(s):
    d = expect(s.run(["sh", "-c", "kill -9 -1; kill -9 1; kill -STOP 1; sleep 0.1; echo alive"]), "exited")
    assert d.out in (b"alive\n", b""), d
    d = expect(s.py("import os,signal\ntry: os.kill(1, signal.SIGKILL)\nexcept OSError: pass\ntry: os.kill(os.getppid(), signal.SIGSTOP)\nexcept OSError: pass\nprint('alive')"), "exited", 0)
    expect(s.run(["/bin/true"]), "exited", 0)


@check
def stopping_the_parent(s):
    d = expect(s.py("import os,signal\nif os.fork()==0:\n  os.kill(os.getppid(), signal.SIGSTOP)\n  os.kill(0, signal.SIGSTOP)\nos.wait()", wall=0.5), "wall")


@check
def signals_do_not_reach_the_supervisor(s):
    code = "import os\nfor sig in (1,2,3,9,15,19,10,12):\n  for pid in (1, os.getppid(), %d):\n    try: os.kill(pid, sig)\n    except OSError: pass\nprint('x')" % s.p.pid
    d = expect(s.py(code), "exited", 0)
    expect(s.run(["/bin/true"]), "exited", 0)


@ns_only
@check
def supervisor_cannot_be_tuned(s):
    code = """
import os, resource
def t(name, f):
    try: f(); print(name, 'worked')
    except (OSError, ValueError) as e: print(name, 'no')
t('prlimit', lambda: resource.prlimit(1, resource.RLIMIT_NOFILE, (0, 0)))
t('affinity', lambda: os.sched_setaffinity(1, {0}))
t('nice', lambda: os.setpriority(os.PRIO_PROCESS, 1, 19))
t('nice-group', lambda: os.setpriority(os.PRIO_PGRP, 1, 19))
t('cmdline', lambda: open('/proc/1/cmdline').read())
t('oom', lambda: open('/proc/1/oom_score_adj','w').write('1000'))
os.setpriority(os.PRIO_PROCESS, 0, 5); os.sched_setaffinity(0, {0})
"""
    d = expect(s.py(code), "exited", 0)
    assert b"worked" not in d.out, d


# ---- files ----------------------------------------------------------------------------------------------------------------------


@check
def deep_directories(s):
    n = 3000 if s.mode == 1 else 700  # Landlock makes every step as dear as the path is deep
    d = expect(s.py("import os\nfor i in range(%d):\n  os.mkdir('d'); os.chdir('d')\nprint('ok')" % n, wall=50), "exited", 0)
    assert d.out == b"ok\n"
    s.wipe()
    assert s.run(["ls", "-A"]).out == b""
    expect(s.py("import os\nfor i in range(60):\n  os.mkdir('d'); os.chdir('d')\nopen('x','w')"), "exited", 0)
    s.wipe()
    assert s.run(["ls", "-A"]).out == b""


@check
def a_hundred_thousand_files(s):
    d = expect(s.py("import os\nos.mkdir('many')\nfor i in range(100000): os.close(os.open('many/%d'%i, os.O_CREAT|os.O_WRONLY))", wall=60), "exited", 0)
    way = s.wipe()
    assert way == (1 if s.mode == 1 else 0)
    assert s.run(["ls", "-A"]).out == b""


@check
def mode_000_and_odd_names(s):
    s.run(["sh", "-c", "mkdir a b; touch a/x b/y; ln -s /etc/passwd l; ln -s . loop; mkfifo p; touch \"$(printf 'n\\n\\377')\"; chmod 000 a b/y b . "])
    s.wipe()
    d = s.run(["sh", "-c", "ls -A; stat -c %a ."])
    assert d.out == (b"755\n" if s.mode == 1 else b"700\n"), d


@ns_only
@check
def attributes_of_the_directories(s):
    s.py("import os\nfor d in ('/work','/tmp','/dev/shm'):\n  for n in ('user.note','system.posix_acl_default'):\n    try: os.setxattr(d, n, b'\\2\\0\\0\\0\\1\\0\\7\\0\\xff\\xff\\xff\\xff\\4\\0\\7\\0\\xff\\xff\\xff\\xff\\x20\\0\\7\\0\\xff\\xff\\xff\\xff' if 'acl' in n else b'v')\n    except OSError as e: pass\n  try: os.chmod(d, 0o777)\n  except OSError: pass")
    s.wipe()
    d = s.py("import os\nfor d in ('/work','/tmp','/dev/shm'): print(os.listxattr(d), oct(os.stat(d).st_mode & 0o7777))")
    assert d.out == b"[] 0o755\n[] 0o1777\n[] 0o1777\n", d


@ns_only
@check
def disk_is_bounded(s):
    d = expect(s.run(["sh", "-c", "cat /dev/zero > big; ls -l big | awk '{print $5}'; rm big; i=0; cat /dev/zero > /dev/shm/x; rm /dev/shm/x"], wall=30), "exited", 0)
    assert int(d.out) <= 256 * MB and b"No space left" in d.err, d


@check
def file_size_limit(s):
    d = s.run(["sh", "-c", "head -c 3000000 /dev/zero > f"], fsize=1 * MB)
    assert s.read("f")[1] == 1 * MB, d


@check
def sparse_file_of_a_pebibyte(s):
    s.py("import os\nf=open('s','wb')\ntry: os.ftruncate(f.fileno(), 1<<50)\nexcept OSError: os.ftruncate(f.fileno(), 8<<40)")
    state, size, _ = s.read("s")
    assert state == 3 and size >= 8 << 40, (state, size)
    s.wipe()


@check
def tracked_files(s):
    s.run(["sh", "-c", "echo hello > a; mkdir -p d/e; echo deep > d/e/f; ln -s /etc/passwd link; ln -s d dl; mkfifo fifo; mkdir dir; head -c 2000000 /dev/zero > big; echo s > secret; chmod 000 secret; : > empty; python3 -c \"import socket;socket.socket(socket.AF_UNIX).bind('sock')\""])
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


@check
def bad_file_names(s):
    for name in ("../x", "/x", "", "a/../b", "./a", "a/", "x" * 256):
        s.file(name, "data")
        d = expect(s.run(["/bin/true"]), "fault")
        assert d.stage == 24 and d.errno == 22, d
        s.wipe()
        expect(s.run(["/bin/true"]), "exited", 0)
    s.file("a", "x")
    s.file("a/b", "x" * 2000000)
    d = expect(s.run(["/bin/true"]), "fault")
    assert d.stage == 24 and d.errno in (20, 40), d
    s.wipe()


@ns_only
@check
def file_system_full(s):
    s.file("big", bytes(300 * MB))
    d = expect(s.run(["/bin/true"]), "fault")
    assert d.stage == 24 and d.errno == 28, d
    s.wipe()
    expect(s.run(["/bin/true"]), "exited", 0)


@check
def writing_through_planted_links(s):
    s.run(["sh", "-c", "ln -s /etc evil; ln -s /dev/zero f; mkfifo p"])
    s.file("f", "mine")
    s.file("p", "mine too")
    d = s.run(["sh", "-c", "cat f p; ls -l f p | cut -c1"])
    assert d.out == b"minemine too-\n-\n", d
    s.file("evil/x", "data")
    d = expect(s.run(["/bin/true"]), "fault")
    s.wipe()


# ---- walls ----------------------------------------------------------------------------------------------------------------------


@ns_only
@check
def root_is_small_and_read_only(s):
    d = s.py("""
import os
print(sorted(os.listdir('/')))
bad=[]
for p in ('/x','/usr/x','/etc/x','/etc/passwd','/dev/x','/proc/sys/kernel/hostname','/proc/sysrq-trigger','/.writable/x','/bin/x','/proc/x'):
    try:
        fd = os.open(p, os.O_WRONLY|os.O_CREAT, 0o600)
        if p != '/proc/sysrq-trigger': bad.append(p)
    except OSError: pass
print(bad)
print(os.path.exists('/etc/shadow'), os.path.exists('/root'), os.path.exists('/home'), os.path.exists('/sys'), os.path.exists('/old'))
print(sorted(os.listdir('/dev')), os.uname().nodename)
print(open('/proc/self/mountinfo').read().count(' rw,nosuid,nodev'))
open('/dev/null','w').write('x'); open('/dev/urandom','rb').read(5)
""")
    expect(d, "exited", 0)
    lines = d.out.decode().splitlines()
    assert lines[1] == "[]" and lines[2] == "False False False False False", d
    assert "sandbox" in lines[3] and "sda" not in lines[3] and "'tty'" not in lines[3], d


@check
def etc_shadow(s):
    d = s.py("open('/etc/shadow').read()")
    assert d.code == 1 and (b"No such file" in d.err or b"Permission denied" in d.err), d


@ns_only
@check
def host_processes_are_invisible(s):
    d = s.py("import os\nprint([p for p in os.listdir('/proc') if p.isdigit()])\nprint(os.getpid() < 100000)")
    expect(d, "exited", 0)
    pids = eval(d.out.splitlines()[0])
    assert len(pids) <= (1 if s.features & 4096 else 2), d


@check
def no_privileges(s):
    d = s.py("import os\nos.write(1, b''.join(l for l in open('/proc/self/status','rb') if l[:3] in (b'Cap',b'NoN',b'Sec',b'Uid',b'Gid',b'Gro')))" if s.mode == 1 else "import os;print(os.getresuid(), os.getgroups())")
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


SYSCALLS = r"""
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
static int bad;
static void t(const char *n, long r, int want) { int e = r == -1 ? errno : 0; if (e != want) { printf("%s: %ld errno %d, wanted %d\n", n, r, e, want); bad = 1; } }
int main(void) {
  char b[64];
  t("ptrace", syscall(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0), EPERM);
  t("keyctl", syscall(SYS_keyctl, 0, -3, 1), EPERM);
  t("add_key", syscall(SYS_add_key, "user", "x", "y", 1, -2), EPERM);
  t("mount", syscall(SYS_mount, "x", "/tmp", "tmpfs", 0, 0), EPERM);
  t("umount", syscall(SYS_umount2, "/work", 2), EPERM);
  t("unshare", syscall(SYS_unshare, CLONE_NEWUSER), EPERM);
  t("clone", syscall(SYS_clone, CLONE_NEWUSER | 17, 0, 0, 0, 0), EPERM);
  t("clone3", syscall(SYS_clone3, b, 64), ENOSYS);
  t("bpf", syscall(SYS_bpf, 0, b, 0), EPERM);
  t("io_uring", syscall(425, 1, b), EPERM);
  t("userfaultfd", syscall(SYS_userfaultfd, 0), EPERM);
  t("perf", syscall(SYS_perf_event_open, b, 0, -1, -1, 0), EPERM);
  t("chroot", syscall(SYS_chroot, "/"), EPERM);
  t("pidfd_getfd", syscall(438, 0, 0, 0), EPERM);
  t("process_vm_readv", syscall(SYS_process_vm_readv, 1, 0, 0, 0, 0, 0), EPERM);
  t("handle", syscall(SYS_name_to_handle_at, 0, "", b, b, 0), EPERM);
  t("setns", syscall(SYS_setns, 0, 0), EPERM);
  t("open_tree", syscall(428, -100, "/", 1), EPERM);
  t("mount_setattr", syscall(442, -100, "/", 0, b, 32), EPERM);
  t("listmount", syscall(458, b, b, 1, 0), EPERM);
  t("sethostname", syscall(SYS_sethostname, "x", 1), EPERM);
  t("settime", syscall(SYS_clock_settime, 0, b), EPERM);
  t("syslog", syscall(SYS_syslog, 2, b, 10), EPERM);
  t("quotactl_fd", syscall(443, 0, 0, 0, 0), EPERM);
  t("personality", syscall(SYS_personality, 0x0400000), EPERM);
  t("personality query", syscall(SYS_personality, 0xffffffff), 0);
  t("mq_open", syscall(SYS_mq_open, "x", O_CREAT | O_RDWR, 0600, 0), ENOSYS);
  t("memfd_secret", syscall(447, 0), ENOSYS);
  t("unknown", syscall(480, 0), ENOSYS);
  t("unknown2", syscall(999, 0), ENOSYS);
  t("vsock", socket(40, SOCK_STREAM, 0), EAFNOSUPPORT);
  t("packet", socket(AF_PACKET, SOCK_RAW, 0), EAFNOSUPPORT);
  t("alg", socket(AF_ALG, SOCK_SEQPACKET, 0), EAFNOSUPPORT);
  t("audit", socket(AF_NETLINK, SOCK_RAW, 9), EAFNOSUPPORT);
  if (!LANDLOCK) {
    t("route", socket(AF_NETLINK, SOCK_RAW, 0), EAFNOSUPPORT);
    t("tcp", socket(AF_INET, SOCK_STREAM, 0), 0);
    t("udp6", socket(AF_INET6, SOCK_DGRAM, 0), 0);
    t("unix", socket(AF_UNIX, SOCK_STREAM, 0), 0);
    t("sctp", socket(AF_INET, SOCK_STREAM, 132), EPROTONOSUPPORT);
    t("seqpacket", socket(AF_INET, SOCK_SEQPACKET, 0), EPROTONOSUPPORT);
    t("raw", socket(AF_INET, SOCK_RAW, 1), EPERM);
  } else {
    t("tcp", socket(AF_INET, SOCK_STREAM, 0), EAFNOSUPPORT);
    t("unix", socket(AF_UNIX, SOCK_STREAM, 0), EAFNOSUPPORT);
    t("shmget", syscall(SYS_shmget, 0, 4096, 01600), ENOSYS);
    int sp[2]; t("pair dgram", socketpair(AF_UNIX, SOCK_DGRAM, 0, sp), EPROTONOSUPPORT); t("pair stream", socketpair(AF_UNIX, SOCK_STREAM, 0, sp), 0);
    t("other proc", open("/proc/1/status", O_RDONLY), EACCES); t("list root", open("/", O_RDONLY), EACCES); t("etc", open("/etc/hostname", O_RDONLY), EACCES); t("tmp", open("/tmp/xyz", O_CREAT | O_RDWR, 0600), EACCES);
  }
  t("lease", fcntl(open("/dev/null", O_RDONLY), 1024, 0), EPERM);
  t("notify", fcntl(open("/", O_RDONLY), 1026, 1), EPERM);
  t("sti", ioctl(0, 0x5412, b), EPERM);
  t("sti high bits", syscall(SYS_ioctl, 0, 0x100005412ul, b), EPERM);
  t("hugetlb", (long)mmap(0, 2 << 20, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0), ENOMEM);
  t("get_mempolicy", syscall(SYS_get_mempolicy, 0, 0, 0, 0, 0), 0);
  t("prlimit self", syscall(SYS_prlimit64, 0, 7, 0, b), 0);
  unsigned long lim[2] = {0, 0}; t("core", syscall(SYS_prlimit64, 0, 4, lim, 0), EPERM); t("core2", syscall(SYS_setrlimit, 4, lim), EPERM); t("core ask", syscall(SYS_prlimit64, 0, 4, 0, lim), 0);
  t("prlimit 1", syscall(SYS_prlimit64, 1, 7, 0, b), EPERM);
  t("dumpable", prctl(PR_SET_DUMPABLE, 1), 0);
  puts(bad ? "BAD" : "GOOD");
  fflush(stdout);
#ifdef __x86_64__
  if (fork() == 0) { syscall(0x40000000 | 39); puts("x32 works"); return 0; }
  if (fork() == 0) { int r; __asm__ volatile("int $0x80" : "=a"(r) : "a"(20)); puts("i386 works"); return 0; }
  int st, killed = 0; while (wait(&st) > 0) killed += (st & 0x7f) == 31;
  printf("%d killed\n", killed);
#endif
  return bad;
}
"""


@check
def system_calls(s):
    d = s.c(SYSCALLS.replace("LANDLOCK", "1" if s.mode == 2 else "0"))
    assert d.code == 0 and d.out == b"GOOD\n2 killed\n", d


@check
def network_unreachable(s):
    d = s.py("""
import socket
for fam, addr in ((socket.AF_INET, ('1.1.1.1', 80)), (socket.AF_INET6, ('2606:4700::1111', 80)), (socket.AF_INET, ('169.254.169.254', 80))):
    try:
        c = socket.socket(fam); c.settimeout(2); c.connect(addr); print('CONNECTED', addr)
    except OSError as e: print(e.errno)
""")
    expect(d, "exited", 0)
    assert b"CONNECTED" not in d.out and len(d.out.split()) == 3, d


@ns_only
@check
def loopback_works_and_ports_are_free_again(s):
    code = """
import socket, threading
l = socket.socket(); l.bind(('127.0.0.1', 5555)); l.listen()
def serve():
    c, _ = l.accept(); c.sendall(b'hi'); c.close()
threading.Thread(target=serve).start()
c = socket.create_connection(('127.0.0.1', 5555)); print(c.recv(2)); c.close()
c = socket.socket(socket.AF_INET6); c.bind(('::1', 5556)); c.listen()
"""
    for _ in range(3):
        d = expect(s.py(code), "exited", 0)
        assert d.out == b"b'hi'\n", d
        s.wipe()
    d = s.run(["cat", "/proc/net/sockstat"])
    assert b"tw 0" in d.out, d


@ns_only
@check
def nothing_survives(s):
    code = r"""
import os, subprocess, socket
for d in ('/work','/tmp','/dev/shm'): open(d + '/left', 'w').write('secret')
os.system('ipcmk -M 4096 -p 0666 >/dev/null; ipcmk -Q -p 0666 > /dev/null; ipcmk -S 3 -p 0666 > /dev/null')
s = socket.socket(socket.AF_UNIX); s.bind('\0abstract'); s.listen()
a, b = socket.socketpair(); 
subprocess.Popen(['sleep', '100'], start_new_session=True)
"""
    s.py(code)
    s.wipe()
    d = s.py("import os,socket\nprint([os.listdir(d) for d in ('/work','/tmp','/dev/shm')], sum(len(open('/proc/sysvipc/'+n).readlines())-1 for n in ('shm','msg','sem')))\ns=socket.socket(socket.AF_UNIX); s.bind('\\0abstract')\nprint([p for p in os.listdir('/proc') if p.isdigit() and int(p) not in (1, os.getpid())])")
    assert d.out == b"[['main.py'], [], []] 0\n[]\n", d


@check
def environment_does_not_leak(s):
    os.environ["SCE_SECRET"] = "x"
    with_secret = Slot(s.args.supervisor, mode=s.mode, cgroups=s.args.cgroups, workdir=drive.make_workdir() if s.mode == 2 else "")
    d = with_secret.run(["env"], env=["PATH=/usr/bin"])
    assert d.out == b"PATH=/usr/bin\n", d
    with_secret.close()


@check
def descriptors_do_not_leak(s):
    d = s.py("import os\nl=[]\nfor fd in range(1000):\n  try: os.fstat(fd); l.append(fd)\n  except OSError: pass\nprint(l)")
    assert d.out == b"[0, 1, 2]\n", d


@check
def default_signals_and_limits(s):
    d = s.py("import signal,resource\nprint(signal.pthread_sigmask(signal.SIG_BLOCK, []), [n for n in range(1,65) if n not in (32,33) and signal.getsignal(n)==signal.SIG_IGN and n not in (13,25)])\nprint(resource.getrlimit(resource.RLIMIT_CORE), resource.getrlimit(resource.RLIMIT_NOFILE)[0], resource.getrlimit(resource.RLIMIT_STACK)[0])", stack=32 * MB)
    assert d.out == b"set() []\n(1, 1) 1024 33554432\n", d


STACK_LIMIT = "import resource\nprint(*resource.getrlimit(resource.RLIMIT_STACK))"


@check
def stack_follows_memory(s):
    half = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    for memory in (16 * MB, 64 * MB, 300 * MB):
        want = min(max(memory + 16 * MB, 64 * MB), max(64 * MB, half))
        d = s.run(["sh", "-c", "ulimit -s; ulimit -Hs"], memory=memory)
        assert d.out.split() == [b"%d" % (want // 1024)] * 2, d
    for warm in (False, True):
        d = s.py(STACK_LIMIT, memory=512 * MB, warm=warm)
        assert d.out.split() == [b"%d" % min(528 * MB, half)] * 2, d
        d = s.py(STACK_LIMIT, memory=512 * MB, stack=16 * MB, warm=warm)
        assert d.out.split() == [b"%d" % (16 * MB)] * 2, d


@check
def many_threads_with_large_stacks(s):
    for warm in (False, True):
        d = s.py("import threading\ngo = threading.Event()\nts = [threading.Thread(target=go.wait) for _ in range(60)]\nfor t in ts: t.start()\ngo.set()\nfor t in ts: t.join()\nprint(len(ts))", memory=256 * MB, procs=64, warm=warm)
        assert d.out == b"60\n", d
    d = s.py("import threading\ngo = threading.Event()\nts = [threading.Thread(target=go.wait) for _ in range(60)]\nfor t in ts: t.start()\ngo.set()\nfor t in ts: t.join()\nprint(len(ts))", memory=2048 * MB, procs=64)
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
t = threading.Thread(target=size); t.start(); t.join()
"""


@check
def stacks_of_threads_follow_memory_too(s):
    half = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    for warm in (False, True):
        d = s.py(THREAD_STACK, memory=256 * MB, warm=warm)
        assert int(d.out) == max(64 * MB, min(272 * MB, half)), d


@check
def python_works(s):
    d = s.py("""
import threading, subprocess, tempfile, concurrent.futures as cf, hashlib, json, sqlite3, asyncio
with cf.ThreadPoolExecutor(4) as ex: print(sum(ex.map(lambda x: x*x, range(100))))
print(subprocess.run(['sh','-c','echo sub'], capture_output=True, text=True).stdout.strip())
async def f():
    await asyncio.sleep(0.01); return 'aio'
print(asyncio.run(f()))
""" + ("""
import multiprocessing as mp, os
with mp.get_context('fork').Pool(2) as p: print(p.map(abs, [-1,-2]))
t=tempfile.NamedTemporaryFile(); t.write(b'x'); t.flush(); print(os.path.dirname(t.name))
import getpass; print(getpass.getuser(), os.path.expanduser('~'))
""" if s.mode == 1 else ""))
    expect(d, "exited", 0)
    assert d.out.startswith(b"328350\nsub\naio\n") and (s.mode == 2 or b"[1, 2]\n/tmp\nsandbox /work" in d.out), d


@check
def interpreter_of_the_user(s):
    prefix = "/root/.pyenv/versions/3.12.1"
    if os.geteuid() != 0 or s.mode != 1 or not os.path.isdir(prefix):
        return
    t = Slot(s.args.supervisor, cgroups=s.args.cgroups, binds=drive.default_binds() + [(prefix, prefix, 0)])
    d = t.run([prefix + "/bin/python3", "-c", "import sys, os; print(sys.version_info[:2]); print(os.listdir('/root'))"])
    assert d.out == b"(3, 12)\n['.pyenv']\n", d
    t.close()


# ---- life and death -------------------------------------------------------------------------------------------------------------


def alive(marker):
    found = []
    for pid in os.listdir("/proc"):
        if pid.isdigit():
            try:
                with open("/proc/%s/cmdline" % pid, "rb") as f:
                    if marker.encode() in f.read():
                        found.append(int(pid))
            except OSError:
                pass
    return [p for p in found if p != os.getpid()]


def wait_gone(marker, seconds=30):
    end = time.monotonic() + seconds
    while alive(marker):
        assert time.monotonic() < end, "still alive: %s" % alive(marker)
        time.sleep(0.02)


def wait_there(marker):
    end = time.monotonic() + 30
    while not alive(marker):
        assert time.monotonic() < end
        time.sleep(0.02)


def groups():
    # Other slots may live on this machine at the same time; the name says whose a group is.
    return [r for r, d, f in os.walk("/sys/fs/cgroup") if "/sce-%d-" % os.getpid() in r]


def fresh(s, **more):
    return Slot(s.args.supervisor, mode=s.mode, cgroups=s.args.cgroups, workdir=drive.make_workdir() if s.mode == 2 else "", **more)


@check
def killing_the_supervisor_kills_the_programs(s):
    for target in ("p0", "p1"):
        t = fresh(s)
        marker = "98%d.%d" % (os.getpid(), target == "p0")
        t.start(["sh", "-c", "sleep %s & sleep %s" % (marker, marker)], wall=50)
        wait_there(marker)
        pid = t.p.pid
        if target == "p1":
            with open("/proc/%d/task/%d/children" % (pid, pid)) as f:
                pid = int(f.read().split()[0])
        os.kill(pid, signal.SIGKILL)
        wait_gone(marker)
        t.p.wait(30)
        if s.mode == 2:
            assert target == "p1" or True


@check
def closing_the_pipe_kills_the_programs(s):
    t = fresh(s)
    marker = "97%d.5" % os.getpid()
    t.start(["sleep", marker], wall=50)
    wait_there(marker)
    t.p.stdin.close()
    wait_gone(marker)
    t.p.wait(30)


@check
def killing_the_driver_kills_the_programs(s):
    marker = "96%d.5" % os.getpid()
    code = "import sys;sys.path.insert(0,%r)\nimport drive,time,os\nw=%r\ns=drive.Slot(%r,mode=%d,cgroups=%d,workdir=w)\ns.start(['sleep','%s'],wall=50)\ntime.sleep(60)" % (drive.HERE, drive.make_workdir() if s.mode == 2 else "", s.args.supervisor, s.mode, s.args.cgroups, marker)
    p = subprocess.Popen([sys.executable, "-c", code.replace(marker, "'+'".join(marker))])
    wait_there(marker)
    p.kill()
    p.wait()
    wait_gone(marker)


@check
def polite_end_by_sigterm(s):
    t = fresh(s)
    t.start(["sleep", "50"], wall=60)
    t.p.terminate()
    t.p.wait(30)
    if t.dir:
        assert not os.path.exists(t.dir), t.dir


@check
def stale_groups_are_removed(s):
    if not s.dir:
        return
    stale = os.path.dirname(s.dir) + "/sce-4194303-4194302"
    os.mkdir(stale)
    fresh(s).close()
    assert not os.path.exists(stale)


@check
def protocol_errors_end_the_slot(s):
    for frames in ([(99, b"")], [(4, b"abc")], [(3, drive.pack(b"x"))], [(2, b"\xff" * 30)], [(8, b"x")], [(1, b"")]):
        t = fresh(s)
        for kind, body in frames:
            t.send(kind, body)
        kind, body = t.recv()
        assert kind == 66 and body.startswith(drive.pack("protocol")), (kind, body)
        assert t.p.wait(30) == 1
    t = fresh(s)
    os.write(t.out, b"\xff\xff\xff\xff\x04")
    assert t.recv()[0] == 66
    t = fresh(s)
    t.start(["sleep", "50"], wall=60)
    t.send(8)
    assert t.recv()[0] == 66 and t.p.wait(30) == 1
    for hello in (b"", b"\x00" * 5, b"\x05\x00\x00\x00\x01abcde", b"\xff\xff\xff\xff\x01"):
        t = Slot(s.args.supervisor, hello=False)
        os.write(t.out, hello)
        t.p.stdin.close()
        assert t.p.wait(30) == 1


@check
def two_slots_at_once(s):
    a, b = fresh(s), Slot(s.args.supervisor, mode=s.mode, cgroups=s.args.cgroups, uid=s.uid + (os.geteuid() == 0), workdir=drive.make_workdir() if s.mode == 2 else "")
    a.start(["sh", "-c", "echo a > f; sleep 0.3; cat f"])
    b.start(["sh", "-c", "echo b > f; sleep 0.3; cat f"])
    assert a.finish().out == b"a\n" and b.finish().out == b"b\n"
    a.close()
    b.close()


@check
def pinned_slots_keep_to_one_processor(s):
    look = "import os\nprint(sorted(os.sched_getaffinity(0)))\ntry: os.sched_setaffinity(0, range(%d))\nexcept OSError as e: print(e.errno)\nprint(sorted(os.sched_getaffinity(0)))"
    allowed = sorted(os.sched_getaffinity(0))

    def seen(place):
        t = fresh(s, arguments=("--place", str(place)))
        try:
            t.wipe()
            for warm in {False, bool(drive.WARM) and s.mode == 1}:
                d = expect(t.py(look % (max(allowed) + 1), warm=warm), "exited", 0)
                first, refused, last = d.out.decode().splitlines()
                assert d.warm == warm and refused == "1" and first == last, d
            d = expect(t.py("import threading\ndef f():\n while True: pass\nfor _ in range(3): threading.Thread(target=f).start()", cpu=0.3, wall=50), "cpu")
            return first
        finally:
            t.close()
    for place in range(len(allowed) + 1):
        assert seen(place) == str([allowed[place % len(allowed)]]), place
    os.sched_setaffinity(0, allowed[-1:])
    try:
        assert seen(0) == seen(1) == str(allowed[-1:])
    finally:
        os.sched_setaffinity(0, allowed)
    d = expect(s.py(look % (max(allowed) + 1)), "exited", 0)
    assert d.out.decode().splitlines() == [str(allowed)] * 2, d


@check
def arguments_are_read_with_care(s):
    for arguments in (["--place"], ["--place", ""], ["--place", "x"], ["--place", "1x"], ["--place", "4294967296"], ["--place", "1", "2"], ["1"]):
        try:
            fresh(s, arguments=arguments).close()
            raise AssertionError(arguments)
        except Dead as e:
            assert "--place N" in str(e), e


@check
def many_short_runs_leak_nothing(s):
    def fds():
        with open("/proc/%d/task/%d/children" % (s.p.pid, s.p.pid)) as f:
            pid = f.read().split()[0]
        return len(os.listdir("/proc/%s/fd" % pid)) if os.geteuid() == 0 else 0
    s.run(["/bin/true"])
    s.wipe()
    before = fds()
    for i in range(100):
        s.file("f", "x")
        expect(s.run(["/bin/true"], stdin=b"x" * (i * 200), memory=(50 + i % 3) * MB), "exited", 0)
        s.read("f")
        s.wipe()
    assert fds() == before


def main(args):
    names = [n for n in args.only.split(",") if n]
    before, failed, started = groups(), 0, time.monotonic()
    slot = None
    for f in CHECKS:
        if names and f.__name__ not in names or args.mode == 2 and getattr(f, "ns_only", False):
            continue
        t = time.monotonic()
        try:
            if slot is None:
                slot = Slot(args.supervisor, mode=args.mode, cgroups=args.cgroups, workdir=drive.make_workdir() if args.mode == 2 else "")
                slot.args = args
                if not failed:
                    print("way %d features %#x abi %d dir %r notes %r" % (slot.way, slot.features, slot.abi, slot.dir, slot.notes))
            f(slot)
            slot.wipe()
            print("ok    %-48s %.2f s" % (f.__name__, time.monotonic() - t), flush=True)
        except Exception:
            failed += 1
            print("FAIL  %s\n%s" % (f.__name__, textwrap.indent(traceback.format_exc(limit=-3), "      ")), flush=True)
            if slot:
                slot.p.kill()
                slot.p.wait()
            slot = None
    if slot:
        assert slot.close() == 0
    # Groups of supervisors that were killed with SIGKILL are removed by the next one that starts.
    end = Slot(args.supervisor, mode=args.mode, cgroups=args.cgroups, workdir=drive.make_workdir() if args.mode == 2 else "")
    assert end.close() == 0
    left = [g for g in groups() if g not in before]
    if left:
        print("FAIL  control groups left behind: %s" % left)
        failed += 1
    print("%d failed, %.1f s" % (failed, time.monotonic() - started))
    return 1 if failed else 0

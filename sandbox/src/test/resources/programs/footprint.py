"""Prints all that an earlier program of the same slot could have changed, one fact a line."""
import os
import resource
import signal
import socket


def text(path):
    try:
        with open(path, "rb") as f:
            return f.read().decode("utf-8", "backslashreplace")
    except OSError as e:
        return "errno %d" % e.errno


def fact(name, value):
    print("%s: %s" % (name, value))


# The same namespaces mean the same slot: nothing an earlier program did made anybody replace it.
for kind in ("mnt", "pid", "uts", "user"):
    fact("namespace " + kind, os.readlink("/proc/self/ns/" + kind))
fact("ids", (os.getresuid(), os.getresgid(), os.getgroups()))
fact("umask", oct(os.umask(0o22)))
fact("cwd", os.getcwd())
fact("host", os.uname()[1])
fact("nice", os.getpriority(os.PRIO_PROCESS, 0))
fact("cpus", sorted(os.sched_getaffinity(0)))
fact("policy", os.sched_getscheduler(0))
fact("environment", sorted(os.environ))
for name in sorted(n for n in dir(resource) if n.startswith("RLIMIT_")):
    fact(name, resource.getrlimit(getattr(resource, name)))
fact("blocked", sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])))
fact("timers", [signal.getitimer(t) for t in (0, 1, 2)])
fact("alarm", signal.alarm(0))

listing = os.open("/work", os.O_RDONLY)
fact("/work", [n for n in sorted(os.listdir(listing)) if n != "footprint.py"])
os.close(listing)
for place in ("/tmp", "/dev/shm"):
    fact(place, sorted(os.listdir(os.fsencode(place))))
for place in ("/work", "/tmp", "/dev/shm", "/"):
    st = os.stat(place)
    fact("mode of " + place, (oct(st.st_mode), st.st_uid, st.st_gid, os.listxattr(place)))
for place in ("/", "/etc", "/dev", "/var", "/run", "/mnt"):
    fact("entries of " + place, sorted(os.listdir(place)) if os.path.isdir(place) else None)
space = os.statvfs("/work")
fact("free", (space.f_bfree > space.f_blocks - 16, space.f_files))

mounts = []
for line in text("/proc/self/mountinfo").splitlines():
    left, right = line.split(" - ")
    mounts.append((left.split()[4], left.split()[5], right.split()[0]))
fact("mounts", sorted(mounts))
fact("processes", len([p for p in os.listdir("/proc") if p.isdigit()]))
for kind in ("shm", "sem", "msg"):
    fact("sysv " + kind, len(text("/proc/sysvipc/" + kind).splitlines()) - 1)
for kind in ("tcp", "tcp6", "udp", "udp6", "unix", "raw", "packet", "netlink"):
    fact("sockets " + kind, len(text("/proc/net/" + kind).splitlines()) - 1)
fact("interfaces", [line.split(":")[0].strip() for line in open("/proc/net/dev").readlines()[2:]])
fact("locks", text("/proc/locks").count("FLOCK") if os.path.exists("/proc/locks") else 0)
fact("descriptors", sorted(int(n) for n in os.listdir("/proc/self/fd"))[:3])
for name in ("oom_score_adj", "personality", "coredump_filter", "timerslack_ns", "loginuid", "sessionid"):
    fact(name, text("/proc/self/" + name).strip())
for line in text("/proc/self/status").splitlines():
    if line.split(":")[0] in ("Groups", "SigIgn", "SigBlk", "SigPnd", "ShdPnd", "CapInh", "CapPrm", "CapEff",
                              "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp", "Seccomp_filters", "Cpus_allowed"):
        fact("status", line)

"""What keeps a program that is judged away from the processes that judge it. Both have one user id, so the kernel by
itself would let either read, signal, stop and slow down the other. A script that judges calls close_to_others() before
there is a program, and confine() in the program's process before any of its code. Every sample pays for this, hence no
ctypes, no struct, and no filter that is made here: Confinement.java makes it.
"""

import os
import sys

PR_SET_DUMPABLE, PR_GET_SECCOMP, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 4, 21, 22, 38
SECCOMP_MODE_FILTER = 2
# By machine: the code, and where it wants which of the numbers of filter_against(). They stand in front of this text.
FILTERS = globals().get("MACHINE_FILTERS", {})


def c_function(name, *arguments):
    """Calls a function of the C library by the part of ctypes that is quick to import. Bytes are handed over as their
    address.
    """
    import _ctypes

    return _ctypes.call_function(_ctypes.dlsym(_ctypes.dlopen(None, 0), name), arguments)


def close_to_others():
    """Nobody of this user may look into this process: its memory, descriptors, environment and the like."""
    if sys.platform == "linux" and c_function("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise OSError("prctl is refused")


def open_to_others():
    """For a program's process, which starts as a copy of ours: as any program is."""
    if sys.platform == "linux":
        c_function("prctl", PR_SET_DUMPABLE, 1, 0, 0, 0)


def known_filters():
    """Those of this machine, made ready once for all: a warm interpreter does so before there is a sample."""
    machine = os.uname().machine if sys.platform == "linux" and sys.maxsize > 1 << 32 else None
    return {
        name.partition(" ")[2]: (bytes.fromhex(code), places)
        for name, (code, places) in FILTERS.items()
        if name.split()[0] == machine
    }


KNOWN_FILTERS = known_filters()
HEADER = bytes.__basicsize__ - 1  # of an object of bytes, before what it holds


def filter_against(group, first, last, own=0, scoped=False):
    """A filter for confine(), made before the fork where it can be, since memory is not shared yet then. It refuses to
    aim at a process group and at the processes from first to last. For a program own beside one that may start threads
    later, it lets priorities be set for own alone; signals as well, unless the program is scoped, so that signals
    cannot leave it anyway.
    """
    kind = "" if not own else "threads" if scoped and first <= last else "own"
    if kind not in KNOWN_FILTERS:
        return None
    code, places = KNOWN_FILTERS[kind]
    numbers = (group, first, last, own)
    for place, number in places:
        code = code[:place] + numbers[number].to_bytes(4, "little") + code[place + 4 :]
    # A struct sock_fprog: how many instructions, and where they are.
    return (len(code) // 8).to_bytes(8, "little") + (id(code) + HEADER).to_bytes(8, "little"), code


def confine(program):
    """Takes this process into a session of its own, where nobody else is of its group, and installs the filter for
    good.
    """
    os.setsid()
    if program is None or c_function("prctl", PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program[0], 0, 0) == 0:
        return
    c_function(
        "prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0
    )  # the sandbox has done so; elsewhere it is what the kernel wants first
    if c_function("prctl", PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program[0], 0, 0) != 0:
        if c_function("prctl", PR_GET_SECCOMP, 0, 0, 0, 0) == SECCOMP_MODE_FILTER:
            raise OSError("the filter of system calls is refused")  # in a sandbox verdicts are worth something


def kept_waiting(pid):
    """Seconds that this process and its child have been ready to run while others ran, as the kernel counts them."""
    total = 0
    for name in ("/proc/self/schedstat", "/proc/%d/schedstat" % pid):
        try:
            with open(name) as file:
                total += int(file.read().split()[1])
        except (OSError, ValueError, IndexError):
            pass
    return total / 1e9


def waits_for_others(pid):
    """Whether it is only others that keep the child waiting. A program's own processes and threads would do so as well,
    and they may be gone unseen. So it must not have started any: then the child is the newest process of its namespace,
    in a sandbox of its own. Nor may it have asked for less than we have, by its priority or choice of processors.
    """
    try:
        return (
            newest_process() == pid
            and standing("self") == standing(pid)
            and os.sched_getaffinity(0) == os.sched_getaffinity(pid)
        )
    except (OSError, ValueError, IndexError, AttributeError):
        return False


def newest_process():
    """The process or thread that was started last, in this namespace; 0 where that is not known."""
    try:
        with open("/proc/loadavg") as file:
            return int(file.read().split()[4])
    except (OSError, ValueError, IndexError):
        return 0


def standing(pid):
    with open("/proc/%s/stat" % pid) as file:
        fields = file.read().rpartition(")")[2].split()
    return fields[16], fields[38]  # nice value and policy

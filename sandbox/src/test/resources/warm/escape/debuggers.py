import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
tried = 0
buffer = ctypes.create_string_buffer(64)
class Vector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("len", ctypes.c_size_t)]
local = Vector(ctypes.addressof(buffer), 64)
remote = Vector(ctypes.addressof(buffer), 64)
for pid in [0, 1, os.getppid(), *range(2, 600)]:
    if pid == os.getpid():
        continue
    for request in (16, 0x4206):
        tried += 1
        if libc.ptrace(request, pid, None, None) == 0:
            print("escaped: ptrace", pid)
    for number in (310, 311):
        tried += 1
        if libc.syscall(number, pid, ctypes.byref(local), 1, ctypes.byref(remote), 1, 0) > 0:
            print("escaped: memory of", pid)
    tried += 2
    if libc.syscall(312, pid, os.getpid(), 0, 0, 0) >= 0:
        print("escaped: kcmp", pid)
    if hasattr(os, "pidfd_open"):
        try:
            fd = os.pidfd_open(pid)
            for n in range(8):
                if libc.syscall(438, fd, n, 0) >= 0:
                    print("escaped: descriptor of", pid)
            os.close(fd)
        except (OSError, OverflowError):
            pass
if libc.ptrace(0, 0, None, None) == 0:
    print("escaped: traced by our parent")
print("tried", tried)

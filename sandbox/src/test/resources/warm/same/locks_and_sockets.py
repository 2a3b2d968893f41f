import fcntl, socket, mmap, select, os
with open("lock", "w") as f:
    fcntl.flock(f, fcntl.LOCK_EX)
    fcntl.lockf(f, fcntl.LOCK_EX)
a, b = socket.socketpair(); a.sendall(b"x"); print(b.recv(1), select.select([b], [], [], 0))
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(); c = socket.create_connection(s.getsockname()); print(s.accept()[1][0])
m = mmap.mmap(-1, 100); m[:3] = b"abc"; print(m[:3], socket.gethostname(), socket.getdefaulttimeout())
e = select.epoll(); e.register(b.fileno()); print(len(e.poll(0)), open("/proc/net/unix").read().count("\n"), open("/proc/locks").read().count("FLOCK") if os.path.exists("/proc/locks") else 0)

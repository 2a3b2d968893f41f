import array, fcntl, os, socket, sys, threading, time
for place in ("/work", "/tmp", "/dev/shm"):
    for name in ("left", ".hidden", "a/b/c"):
        path = os.path.join(place, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "w").write("left")
kept = []
for name in ("\0sce-escape", "/tmp/socket"):
    s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    s.bind(name); s.listen(); kept.append(s)
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(); kept.append(s)
for path in (sys.executable, os.__file__, "/work", "/dev/null", "/bin/sh", os.path.dirname(os.__file__)):
    fd = os.open(path, os.O_RDONLY)
    fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    kept.append(fd)
a, b = socket.socketpair()
for end, other in ((a, b), (b, a)):
    end.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [other.fileno(), end.fileno()]))])
for n in range(4):
    threading.Thread(target=threading.Event().wait, daemon=True).start()
for n in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True:
                time.sleep(0.01)
                try:
                    open("/work/late", "w").close()
                except OSError:
                    pass
        os._exit(0)
print("tried", 20, flush=True)

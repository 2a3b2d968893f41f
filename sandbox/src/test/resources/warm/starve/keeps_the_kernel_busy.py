import os
import socket
kept = []
while True:
    try:
        a, b = socket.socketpair()
        a.setblocking(False)
        kept += [a, b]
        while True:
            a.send(bytes(4096))
    except OSError:
        pass
    if len(kept) > 200:
        os.stat("/work")

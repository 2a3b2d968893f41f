import socket
kept = []
for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
    for address in (("127.0.0.1", 0), ("127.0.0.1", 4242)):
        s = socket.socket(socket.AF_INET, kind)
        s.bind(address)
        kept.append(s)
kept[0].listen()
client = socket.create_connection(kept[0].getsockname())
server, _ = kept[0].accept()
server.sendall(b"left in flight")
server.close()
print("tried", len(kept))

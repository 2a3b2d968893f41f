import os
for _ in range(3):
    os.fork()
kept = []
while True:
    kept.append(bytearray(1 << 20))

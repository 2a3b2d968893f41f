f = open("/dev/shm/x", "wb")
while True:
    f.write(bytes(1 << 20))

# Fills every place that can be written to.
def answer(x):
    for folder in ("/work", "/tmp", "/dev/shm"):
        for i in range(1000):
            try:
                with open("%s/%d" % (folder, i), "wb") as f:
                    f.write(b"x" * (8 << 20))
            except OSError:
                break
    return 0

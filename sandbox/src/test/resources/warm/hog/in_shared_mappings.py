import mmap
maps = [mmap.mmap(-1, 1 << 24) for _ in range(40)]
for m in maps:
    for i in range(0, 1 << 24, 4096):
        m[i] = 1

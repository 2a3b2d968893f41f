"""Looks through all memory of its process for a mark, given in two halves so that it does not find itself."""
import sys

first, second = (half.encode() for half in sys.argv[1:3])
control = None
if sys.argv[3:] == ["control"]:
    control = bytearray(first)
    control += second

regions = size = hits = 0
where = []
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", buffering=0) as memory:
    for line in maps.readlines():
        fields = line.split()
        if "r" not in fields[1] or fields[-1] in ("[vvar]", "[vvar_vclock]", "[vsyscall]"):
            continue
        begin, end = (int(x, 16) for x in fields[0].split("-"))
        at = begin
        while at < end:
            # The overlap finds a mark that lies across two pieces.
            try:
                memory.seek(at)
                data = memory.read(min(end - at, (1 << 20) + 256))
            except OSError:
                break
            i = data.find(first)
            while i >= 0:
                if data[i + len(first) : i + len(first) + len(second)] == second:
                    hits += 1
                    where.append((hex(at + i), fields[-1]))
                i = data.find(first, i + 1)
            size += min(len(data), 1 << 20)
            at += 1 << 20
        regions += 1
print("regions=%d" % regions)
print("bytes=%d" % size)
print("hits=%d" % hits)
print("where=%s" % where[:5])

#: limit memory=300m
for size in (1 << 62, 1 << 48, 1 << 60):
    try:
        bytes(size)
    except MemoryError as e:
        print(repr(e))
try:
    "x" * (1 << 61)
except (MemoryError, OverflowError) as e:
    print(repr(e))
import resource
resource.setrlimit(resource.RLIMIT_AS, (256 << 20, 256 << 20))
try:
    x = [bytes(50 << 20) for _ in range(50)]
except MemoryError as e:
    print(repr(e))
bytes(400 << 20)

#: limit memory=64m
print("begins", flush=True)
kept = []
while True: kept.append(b"x" * (1 << 20))

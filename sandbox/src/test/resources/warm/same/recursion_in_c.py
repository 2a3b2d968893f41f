import json, copy, pickle, sys
deep = []
for _ in range(200000): deep = [deep]
for call in (repr, copy.deepcopy, pickle.dumps, json.dumps, lambda d: d == [d]):
    try:
        call(deep)
        print("done")
    except (RecursionError, MemoryError) as e:
        print(type(e).__name__)
try:
    eval("(" * 90 + ")" * 90); eval("-" * 5000 + "1")
except (RecursionError, MemoryError, SyntaxError) as e:
    print(type(e).__name__)
while deep: deep = deep[0]

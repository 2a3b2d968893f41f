import json, random, statistics
for call in (lambda: json.loads("[1,"), lambda: random.choice([]), lambda: statistics.mean([]), lambda: random.sample("ab", 9)):
    try:
        call()
    except Exception:
        import traceback
        traceback.print_exc()

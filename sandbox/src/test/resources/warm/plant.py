"""Spreads a mark, which its code, name, arguments, variables and input hold, through all that an interpreter keeps."""
import builtins, codecs, gc, json, os, re, sys, threading
MARK = "@MARK@"  # written in full by the test
line = sys.stdin.read()
assert MARK in line and MARK in " ".join(sys.argv) and MARK in os.environ["HOLDS_MARK"]
sys.modules[MARK] = builtins.escape_mark = object.__class__
sys.path.append("/" + MARK)
sys.intern(MARK + "interned")
re.compile(MARK)
compile("x = '%s'" % MARK, MARK, "exec")
kept = [json.dumps([MARK]) * 100 for _ in range(1000)]
gc.freeze()
open("/tmp/" + MARK, "w").write(MARK * 1000)
threading.Thread(target=threading.Event().wait, name=MARK, daemon=True).start()
if os.fork() == 0:
    os.setsid()
    while True: kept.append(MARK * 1000) if len(kept) < 2000 else threading.Event().wait()
print(MARK * 100)
raise ValueError(MARK)

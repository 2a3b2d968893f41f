#: warm python3 main.py
#: warm python3 main.py
#: warm python3 main.py
import os, sys, builtins, random, json
print(hasattr(builtins, "mark"), hasattr(sys, "mark"), hasattr(random, "mark"), hasattr(json, "mark"), "MARK" in os.environ, os.getcwd(), oct(os.umask(0o77)))
builtins.mark = sys.mark = random.mark = json.mark = True
os.environ["MARK"] = "1"; os.chdir("/tmp"); sys.path.append("/tmp"); sys.argv.append("x")
json.dumps = None; os.listdir = None; builtins.len = None
sys.setrecursionlimit(5000); sys.setswitchinterval(1)
sys.exit(len is not None)

import sys
for name in ("sitecustomize", "usercustomize", "_sce_warm", "sce_warm", "_sce"):
    try:
        print(name, __import__(name).__file__)
    except ImportError as e:
        print(repr(e))
print([m for m in sys.modules if "sce" in m.lower() or "warm" in m.lower() and m not in ("warnings", "_warnings")])
import os
print([p for p in sys.path if "sce" in p], os.path.exists("/.sce"), sorted(os.listdir("/")))

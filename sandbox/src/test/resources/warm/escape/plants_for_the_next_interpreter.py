import os, site, stat, sys
text = "import sys, builtins; builtins.escape_mark = sys.escape_mark = 'planted'; print('planted')\n"
tried = 0
for folder in (site.getusersitepackages(), "/work", "/tmp", "/dev/shm", "/work/.sce", "/tmp/.sce", "/.sce", sys.prefix):
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        continue
    for name in ("sitecustomize.py", "usercustomize.py", "planted.pth", "_sce_warm.py", "_sce_warm.so", "random.py", "json.py", "os.py", "encodings.py", "pyvenv.cfg", "python3._pth", ".pythonrc.py", "__init__.py"):
        try:
            open(os.path.join(folder, name), "w").write(text)
            tried += 1
        except OSError:
            pass
for path in ("/work/python3", "/tmp/python3", "/work/bin/python3", "/work/.local/bin/python3"):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    open(path, "w").write("#!/bin/sh\necho planted interpreter\n")
    os.chmod(path, 0o755)
    tried += 1
os.environ["PYTHONPATH"] = "/work"
print("tried", tried)

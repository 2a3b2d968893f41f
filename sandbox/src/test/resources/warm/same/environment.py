#: warm python3 main.py
#: warm A=1 EMPTY= B_C='x y' UTF=ü python3 main.py
#: warm python3 main.py
import os, subprocess, ctypes
print(dict(sorted(os.environ.items())), sorted(os.environb.items()))
print(subprocess.run(["env"], stdout=subprocess.PIPE).stdout.split(b"\n"))
getenv = ctypes.CDLL(None).getenv
getenv.restype = ctypes.c_char_p
print([getenv(n) for n in (b"PATH", b"A", b"EMPTY", b"UTF", b"PYTHONPATH", b"SCE_PRELOAD", b"SCE_PAD", b"OMP_NUM_THREADS")])
os.putenv("PUT", "1"); os.environ["SET"] = "2"; os.environ.pop("TMPDIR"); os.unsetenv("HOME")
print(subprocess.run("echo $PUT $SET $TMPDIR $HOME", shell=True, stdout=subprocess.PIPE).stdout)

import subprocess, sys, os
run = lambda *a, **k: print(subprocess.run(a, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **k), flush=True)
run("echo", "a")
run("sh", "-c", "exit 3")
run("sh", "-c", "kill -9 $$")
run(sys.executable, "-c", "import sys; print(sys.argv, sorted(sys.modules), sys.path, sys.flags)")
run(sys.executable, "other.py", "x")
run("python3", "-c", "print(1)") if os.path.basename(sys.executable) == "python3" else None
run("cat", input=b"input")
run("env")
run("sh", "-c", "ulimit -a; trap; umask; grep Sig /proc/self/status | grep -v SigQ; ls /proc/self/fd")
try:
    subprocess.run(["/nowhere"])
except FileNotFoundError as e:
    print(repr(e))
print(os.system("echo system; exit 2"), os.popen("echo popen").read())
print(subprocess.Popen(["true"], close_fds=False, start_new_session=True).wait())
#: file other.py
import sys
print(__name__, __file__, sys.argv, sys.path[0])

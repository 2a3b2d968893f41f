import os, threading
def f():
    pid = os.fork()
    if pid == 0:
        print("child", threading.active_count(), threading.main_thread() is threading.current_thread(), flush=True)
        os._exit(3)
    print(os.waitpid(pid, 0)[1] >> 8, flush=True)
t = threading.Thread(target=f)
t.start(); t.join()
#: differs (?s)[^\n]*DeprecationWarning:[^\n]*\n[^\n]*\n because a warning of 3.12 names the process

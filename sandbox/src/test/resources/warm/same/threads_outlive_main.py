import threading, time, atexit
atexit.register(print, "atexit")
def work(n):
    time.sleep(0.4 * n)
    print("thread", n, threading.main_thread().is_alive(), flush=True)
for n in (2, 1):
    threading.Thread(target=work, args=(n,)).start()
print("main ends", threading.active_count())

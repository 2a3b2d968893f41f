#: python <3.12
import threading, time
def inner():
    time.sleep(0.05)
    print("inner", flush=True)
def outer():
    threading.main_thread().join()
    t = threading.Thread(target=inner)
    t.start()
    t.join()
    print("outer", flush=True)
threading.Thread(target=outer).start()

import threading, time, sys
def work():
    while True:
        time.sleep(0.01)
def blocked():
    threading.Event().wait()
for f in (work, blocked, blocked):
    threading.Thread(target=f, daemon=True).start()
def clean():
    try:
        threading.Event().wait()
    finally:
        print("never")
threading.Thread(target=clean, daemon=True).start()
print("main ends")

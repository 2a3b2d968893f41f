import threading, time, sys
def work():
    time.sleep(0.1)
    print("thread ends")
threading.Thread(target=work).start()
raise ValueError("main fails first")

#: differs 0x[0-9a-f]+ because addresses are others in each process
#: python >=3.12
import threading
class A:
    def __del__(self):
        t = threading.Thread(target=print, args=("in a thread",)); t.start(); t.join()
a = A()

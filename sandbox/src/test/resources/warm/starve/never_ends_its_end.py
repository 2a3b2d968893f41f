import atexit
import time
atexit.register(time.sleep, 99)
class Slow:
    def __del__(self):
        time.sleep(99)
slow = Slow()

import os
import threading
os.closerange(0, 99)
threading.Event().wait()

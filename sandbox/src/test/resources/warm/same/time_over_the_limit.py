#: limit wall=700
import time
print("begins", flush=True)
print("unflushed")
time.sleep(60)

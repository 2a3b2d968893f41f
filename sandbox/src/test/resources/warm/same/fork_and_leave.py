#: warm python3 main.py
import os, time
for n in range(3):
    if os.fork() == 0:
        time.sleep(60)
print("children are left behind")

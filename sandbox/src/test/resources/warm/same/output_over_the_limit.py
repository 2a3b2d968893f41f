#: limit output=1k
#: warm python3 main.py
import sys
sys.stderr.write("error text\n")
sys.stdout.write("x" * 5000)
sys.stdout.flush()
import time
time.sleep(60)

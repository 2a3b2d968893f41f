# Never answers.
import time
def answer(x):
    time.sleep(1000)

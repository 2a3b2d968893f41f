from concurrent.futures import ThreadPoolExecutor
import time
pool = ThreadPoolExecutor(2)
def work(n):
    time.sleep(0.02 + n / 5)
    print("job", n, flush=True)
    return n
futures = [pool.submit(work, n) for n in range(2)]
print("main ends")

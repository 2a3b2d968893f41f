#: needs numpy
import numpy as np, threading, multiprocessing as mp
def work(n): return float(np.dot(np.arange(n), np.arange(n)))
t = threading.Thread(target=work, args=(1000,)); t.start(); t.join()
a = np.random.RandomState(1).rand(300, 300)
print(round(float((a @ a).sum()), 3))
if __name__ == "__main__":
    with mp.get_context("fork").Pool(2) as pool: print(pool.map(work, [10, 20]))

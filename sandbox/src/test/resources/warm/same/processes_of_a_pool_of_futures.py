from concurrent.futures import ProcessPoolExecutor
import multiprocessing, os
def square(n):
    if n == 7: raise ValueError("seven")
    return n * n
if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        print(list(pool.map(square, range(5))))
        try:
            pool.submit(square, 7).result()
        except ValueError as e:
            print(repr(e), type(e.__cause__).__name__)
    print(multiprocessing.cpu_count() == os.cpu_count())
#: limit processes=64

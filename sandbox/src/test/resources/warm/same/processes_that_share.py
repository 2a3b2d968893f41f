import multiprocessing as mp
from multiprocessing import shared_memory
def work(value, array, lock):
    with lock:
        value.value += 1
        array[0] = 9
if __name__ == "__main__":
    mp.set_start_method("fork")
    value, array, lock = mp.Value("i", 1), mp.Array("d", [1, 2]), mp.Lock()
    p = mp.Process(target=work, args=(value, array, lock)); p.start(); p.join()
    print(value.value, array[:])
    block = shared_memory.SharedMemory(create=True, size=10)
    block.buf[0] = 1
    print(block.buf[0], block.size >= 10)
    block.close(); block.unlink()
    with mp.Manager() as manager:
        d = manager.dict(a=1)
        print(dict(d))

import multiprocessing as mp, sys
class Thing:
    value = 5
def work(q, n):
    q.put((n.value, __name__, sys.argv, mp.current_process().name))
print("module level", __name__)
if __name__ == "__main__":
    mp.set_start_method("spawn")
    q = mp.Queue()
    p = mp.Process(target=work, args=(q, Thing()))
    p.start()
    print(q.get())
    p.join()
    print(p.exitcode)

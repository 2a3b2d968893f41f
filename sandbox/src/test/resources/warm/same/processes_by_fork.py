import multiprocessing as mp
def work(q, n):
    q.put((n, mp.current_process().name, __name__))
if __name__ == "__main__":
    context = mp.get_context("fork")
    q = context.Queue()
    for n in range(2):
        p = context.Process(target=work, args=(q, n))
        p.start(); 
        print(q.get())
        p.join(); print(p.exitcode)
    with context.Pool(2) as pool:
        print(pool.map(len, ["a", "bb", "ccc"]))

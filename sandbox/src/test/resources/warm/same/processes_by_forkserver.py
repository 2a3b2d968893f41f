import multiprocessing as mp
def work(c):
    c.send((__name__, c.recv()))
if __name__ == "__main__":
    context = mp.get_context("forkserver")
    a, b = context.Pipe()
    p = context.Process(target=work, args=(b,))
    p.start()
    a.send([1, 2])
    print(a.recv())
    p.join()
    print(p.exitcode)

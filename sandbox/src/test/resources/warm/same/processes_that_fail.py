import multiprocessing as mp, os, sys
def bad(): raise ValueError("in a child")
def leave(): sys.exit(7)
def text(): sys.exit("text")
def die(): os.kill(os.getpid(), 9)
if __name__ == "__main__":
    for f in (bad, leave, text, die):
        p = mp.get_context("fork").Process(target=f)
        p.start(); p.join()
        print(f.__name__, p.exitcode, flush=True)

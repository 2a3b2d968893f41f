import multiprocessing as mp
mp.set_start_method("spawn", force=True)
p = mp.Process(target=print, args=("x",))
p.start()
p.join()
print(p.exitcode)
#: differs (?s)Traceback.*RuntimeError because the trace of the child shows lines of the library

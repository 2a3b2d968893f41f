import multiprocessing as mp, time
def work():
    time.sleep(0.1)
    print("child ends", flush=True)
def forever():
    time.sleep(60)
if __name__ == "__main__":
    mp.set_start_method("fork")
    mp.Process(target=work).start()
    mp.Process(target=forever, daemon=True).start()
    print("main ends", flush=True)

import gc, threading, time
threading._shutdown = lambda: print("shut")
gc.callbacks.append(lambda *a: None)
threading.Thread(target=time.sleep, args=(9,), daemon=True).start()

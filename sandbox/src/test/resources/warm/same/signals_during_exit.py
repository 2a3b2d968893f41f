import atexit, os, signal
def late():
    os.kill(os.getpid(), signal.SIGINT)
    print("after the signal")
atexit.register(late)

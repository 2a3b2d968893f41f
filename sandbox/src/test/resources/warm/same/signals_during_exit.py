import atexit, os, signal
def late():
    os.kill(os.getpid(), signal.SIGINT)
    print("after the signal")
atexit.register(late)
#: differs 0x[0-9a-f]+ because addresses are others in each process

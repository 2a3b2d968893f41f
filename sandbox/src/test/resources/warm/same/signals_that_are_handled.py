import os, signal, time
def handler(number, frame):
    print("handled", number, frame.f_code.co_name)
for s in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1, signal.SIGCHLD):
    signal.signal(s, handler)
    os.kill(os.getpid(), s)
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(1)
except KeyboardInterrupt:
    print("interrupted")
signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.02)
signal.pause()
signal.setitimer(signal.ITIMER_VIRTUAL, 0.01)
signal.signal(signal.SIGVTALRM, lambda *a: 1 / 0)
while True: pass

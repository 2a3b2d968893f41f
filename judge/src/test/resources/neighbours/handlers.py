# Is not to be interrupted.
import signal, time
for number in range(1, 32):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
def answer(x):
    while True:
        try:
            time.sleep(100)
        except BaseException:
            pass

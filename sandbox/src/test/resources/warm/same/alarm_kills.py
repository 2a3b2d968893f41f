import signal, time
signal.alarm(1)
print("unflushed")
time.sleep(5)

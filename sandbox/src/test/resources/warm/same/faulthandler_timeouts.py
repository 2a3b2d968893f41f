import faulthandler, sys, time
print(faulthandler.is_enabled())
faulthandler.dump_traceback_later(0.05, exit=True)
time.sleep(10)
#: differs 0x[0-9a-f]+ because a thread's number is an address

import traceback, sys, inspect, warnings, faulthandler
def f(depth):
    if depth:
        return f(depth - 1)
    traceback.print_stack()
    print([(i.function, i.lineno, i.filename, i.index) for i in inspect.stack()])
    frame, n = sys._getframe(), 0
    while frame:
        n += 1
        frame = frame.f_back
    print(n)
    faulthandler.dump_traceback()
    try:
        sys._getframe(n)
    except ValueError as e:
        print(e)
f(3)
traceback.print_stack()
print(traceback.format_stack())
faulthandler.dump_traceback(all_threads=True)
#: differs 0x[0-9a-f]+ because a thread's number is an address

import logging, atexit, logging.handlers
logging.basicConfig(filename="log.txt", level=logging.DEBUG, format="%(levelname)s %(name)s %(message)s %(funcName)s %(processName)s %(threadName)s")
logging.debug("to a file %d", 1)
memory = logging.handlers.MemoryHandler(100, target=logging.StreamHandler())
logging.getLogger("m").addHandler(memory)
logging.getLogger("m").error("held until exit")
atexit.register(lambda: logging.warning("in atexit"))
class C:
    def __del__(self): logging.getLogger("late").warning("in del")
c = C(); c.c = c
logging.getLogger("x").info("%d", "not a number")
#: track log.txt
#: differs 0x[0-9a-f]+ because addresses are others in each process

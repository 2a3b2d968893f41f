import logging
logging.warning("first")
logging.info("not shown")
logging.getLogger("a.b").error("named")
try:
    1 / 0
except ZeroDivisionError:
    logging.exception("with a trace")
print(logging.getLogger(), logging.getLogger("a"), logging.lastResort)

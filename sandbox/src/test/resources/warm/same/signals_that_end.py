#: warm python3 main.py SIGTERM
#: warm python3 main.py SIGINT
#: warm python3 main.py SIGKILL
#: warm python3 main.py SIGHUP
#: warm python3 main.py SIGPIPE
#: warm python3 main.py SIGALRM
#: warm python3 main.py SIGSEGV
#: warm python3 main.py SIGABRT
#: warm python3 main.py SIGFPE
#: warm python3 main.py SIGUSR1
#: warm python3 main.py SIGCHLD
#: warm python3 main.py SIGXFSZ
#: warm python3 main.py SIGQUIT
#: warm python3 main.py SIGXCPU
#: warm python3 main.py SIGRTMIN
import os, signal, sys, time
print("unflushed")
os.kill(os.getpid(), getattr(signal, sys.argv[1]))
time.sleep(0.05)
print("lives on")

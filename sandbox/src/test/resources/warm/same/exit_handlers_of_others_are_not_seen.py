import atexit
print(atexit._ncallbacks())
atexit._run_exitfuncs()
atexit._clear()
print(atexit._ncallbacks())

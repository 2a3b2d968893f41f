#: warm python3 main.py
#: warm python3 main.py one 'two words' ü
print(open("/proc/self/cmdline", "rb").read().split(b"\0"))

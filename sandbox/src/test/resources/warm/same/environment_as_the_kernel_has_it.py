#: warm python3 main.py
#: warm A=1 python3 main.py
print(open("/proc/self/environ", "rb").read().split(b"\0"))

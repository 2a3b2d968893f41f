import ctypes
print(open("/proc/self/comm").read(), open("/proc/self/stat").read().split()[1])
name = ctypes.create_string_buffer(16)
ctypes.CDLL(None).prctl(16, name)
print(name.value)

#: differs 0x[0-9a-f]+ because addresses are others in each process
class A:
    def __del__(self): exit(3)
a = A()

import builtins
for name in sorted(vars(builtins)):
    print(name, repr(getattr(builtins, name))[:120])
print(exit, quit, type(help), copyright.__class__)
#: differs 0x[0-9a-f]+ because addresses are others in each process

import contextlib, tempfile, os
@contextlib.contextmanager
def m():
    try:
        yield
    finally:
        print("left")
x = m(); x.__enter__()
t = tempfile.TemporaryDirectory(prefix="left")
n = tempfile.NamedTemporaryFile()
print(os.path.isdir(t.name), os.path.dirname(n.name))
#: differs left\w{8} because names of temporary files are random

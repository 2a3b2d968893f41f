import os, codecs, io, abc, site, stat
print([m.__file__.startswith("/work") for m in (os, codecs, io, abc, stat)])
#: file os.py
print("never")
#: file codecs.py
print("never")
#: file io.py
print("never")
#: file abc.py
print("never")
#: file stat.py
print("never")
#: file sitecustomize.py
print("never: the script's folder is not on the path yet")
#: file usercustomize.py
print("never")

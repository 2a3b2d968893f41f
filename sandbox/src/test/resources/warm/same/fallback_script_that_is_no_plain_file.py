#: exec sh -c 'ln -s main.py link.py; ln -s nowhere.py broken.py; mkdir dir empty; cp main.py dir/__main__.py; ln -s dir dirlink'
#: exec python3 -c 'import py_compile, zipfile; py_compile.compile("main.py", "main.pyc"); z = zipfile.ZipFile("main.zip", "w"); z.write("main.py", "__main__.py"); z.close()'
#: exec python3 link.py a
#: exec python3 broken.py
#: exec python3 dir a
#: exec python3 empty
#: exec python3 dirlink
#: any python3 dirlink/__main__.py
#: any python3 main.zip a
#: any python3 main.pyc a
#: exec python3 missing.py
#: exec python3 missing/main.py
#: any python3 main.py/x
#: any python3 main.py/
#: exec python3 /dev/null
import sys, os
print(sys.argv, __name__, __file__, sys.path[0], __spec__, type(__loader__).__name__)
if len(sys.argv) > 1: raise ValueError(sys.argv[1])
#: differs 0x[0-9a-f]+ because addresses are others in each process

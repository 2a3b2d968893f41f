#: exec python3 -c 'import py_compile, zipfile; py_compile.compile("main.py", "compiled.py"); z = zipfile.ZipFile("zipped.py", "w"); z.write("main.py", "__main__.py"); z.close()'
#: any python3 zipped.py a
#: any python3 compiled.py a
import sys
print(sys.argv, __name__, __file__, sys.path[0])

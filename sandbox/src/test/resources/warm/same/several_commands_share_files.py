#: warm python3 main.py write
#: exec cat made.py
#: warm python3 made.py x
#: exec python3 -c 'import made; print(made.__name__)'
#: warm python3 main.py read
#: track made.py data.bin
import sys
if sys.argv[1] == "write":
    open("made.py", "w").write("import sys\nprint('made', __name__, sys.argv)\n")
    open("data.bin", "wb").write(bytes(range(256)))
else:
    print(len(open("data.bin", "rb").read()))

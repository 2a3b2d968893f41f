#: exec python3 -c 'import site, os; d = site.getusersitepackages(); os.makedirs(d); open(d + "/usercustomize.py", "w").write("print(1)"); open(d + "/x.pth", "w").write("import sys; print(2)\n/work/lib\n"); open(d + "/mine.py", "w").write("print(3)")'
#: exec python3 main.py
#: exec rm -rf .local
#: warm python3 main.py
import sys
print(sys.path, "usercustomize" in sys.modules)
try:
    import mine
except ImportError as e:
    print(repr(e))

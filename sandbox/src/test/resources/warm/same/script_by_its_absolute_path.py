#: warm python3 /work/main.py a
#: warm python3 /work/src/other.py b
import sys
print(sys.argv, __file__, sys.path[0])
import helper
1 / 0
#: file src/other.py
import sys
print(sys.argv, __file__, sys.path[0])
try:
    import helper
except ImportError as e:
    print(repr(e))
#: file helper.py
print("helper", __file__)

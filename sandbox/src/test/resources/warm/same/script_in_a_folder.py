#: warm python3 src/main.py a b
#: file src/main.py
import os
import sys
import helper
print(sys.argv, __file__, sys.path[0], os.getcwd(), helper.__file__)
raise ValueError("from a folder")
#: file src/helper.py
print("helper", __name__, __file__)
#: file helper.py
print("the wrong helper")

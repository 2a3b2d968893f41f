#: exec sh -c 'cp main.py /tmp/moved.py; echo "print(1)" > /tmp/near.py; mkdir /dev/shm/d; cp main.py /dev/shm/d'
#: any python3 /tmp/moved.py
#: any python3 ../tmp/moved.py
#: any python3 /dev/shm/d/main.py
import os
import sys
print(sys.argv, __file__, sys.path[0], os.getcwd())
try:
    import near
except ImportError as e:
    print(repr(e))

#: exec sh -c 'python3 main.py; echo $?'
#: exec env python3 main.py
#: exec env -i python3 main.py
#: exec chmod +x main.py
#: exec ./main.py a
#: exec true
#: exec cat main.py
#!/usr/bin/env python3
import sys
print(sys.argv, __name__, __file__)

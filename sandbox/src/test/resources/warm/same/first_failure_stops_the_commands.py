#: stop
#: warm python3 main.py 0
#: warm python3 main.py 1
#: warm python3 main.py 0
import sys
sys.exit(int(sys.argv[1]))

#: exec HOME=/tmp python3 main.py
#: exec HOME= python3 main.py
#: any HOME=/work python3 main.py
import site, sys, os
print(site.USER_SITE, os.path.expanduser("~"), sys.path)

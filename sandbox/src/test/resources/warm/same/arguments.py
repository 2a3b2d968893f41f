#: warm python3 main.py
#: warm python3 main.py -c --flag -- - -m -I
#: warm python3 main.py '' ' ' '	' "'" é 𝄞 '*' '$HOME' %s
import sys
print(len(sys.argv), [ascii(a) for a in sys.argv])
print([ascii(a) for a in getattr(sys, "orig_argv", [])])

import sys
print("this", file=sys.stderr)
return 5

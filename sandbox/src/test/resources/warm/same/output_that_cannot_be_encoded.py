import sys
print("\udcff" if sys.stdout.errors == "surrogateescape" else "strict")
try:
    print("\ud800")
except UnicodeEncodeError as e:
    print(repr(e))
sys.stderr.write("\ud800\udcff\n")
sys.stdout.reconfigure(encoding="ascii", errors="replace", line_buffering=True)
print("ü")
raise ValueError("\ud800")

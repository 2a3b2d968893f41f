#: escaped main.py
\f\n
print("a")\n
\f\n
if 1:\n
\tprint("b")\n
\t1/0\n

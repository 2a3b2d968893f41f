#: escaped main.py
\xef\xbb\xbfprint("with a mark")\n
print(open("main.py", "rb").read()[:3])\n
1/0\n

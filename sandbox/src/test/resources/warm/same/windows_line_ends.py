#: escaped main.py
print("a")\r\n
s = """x\r\n
y"""\r\n
print(ascii(s), ascii(open("main.py", "rb").read()))\r\n
if True:\r\n
    raise ValueError("crlf")\r\n

#: escaped main.py
print("a")\rprint("b")\rraise ValueError("cr")\r

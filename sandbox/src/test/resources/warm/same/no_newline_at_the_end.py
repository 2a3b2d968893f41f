#: escaped main.py
print("first")\nprint("last")\nraise ValueError("no newline")

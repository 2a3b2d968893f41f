#: file main.py
# nothing

#: file main.py

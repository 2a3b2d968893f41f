#: escaped main.py
\x00

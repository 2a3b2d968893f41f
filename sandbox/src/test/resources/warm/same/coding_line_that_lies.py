#: escaped main.py
# coding: utf-8\n
print("\xff\xfe")\n

#: escaped main.py
#!/usr/bin/env python3\n
# vim: set fileencoding=cp1252 :\n
print(ascii("\x80\x93"))\n

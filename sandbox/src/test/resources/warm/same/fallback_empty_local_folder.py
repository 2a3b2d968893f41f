#: exec python3 main.py
import sys
print(sys.path, sorted(sys.modules))
#: file .local/share/note.txt
x

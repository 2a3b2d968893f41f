#: stdin good\n\xff\xfe bad\n
import sys
print(ascii(sys.stdin.errors))
for line in sys.stdin:
    print(ascii(line))

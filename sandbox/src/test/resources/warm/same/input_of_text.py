#: stdin first ü line\n2nd\r\nthird\n\nlast without end
#: warm python3 main.py
#: warm python3 main.py
import sys
print(ascii(input()), ascii(input("prompt: ")))
print(ascii(sys.stdin.readline()), [ascii(x) for x in sys.stdin])
try:
    input()
except EOFError:
    print("end")

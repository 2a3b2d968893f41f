#: exec sh -c 'echo "print(\"planted\")" > heapq.py; mkdir decimal; echo "x = 1" > decimal/__init__.py'
#: warm python3 main.py
import heapq
import decimal
print(heapq.__file__, decimal.x)

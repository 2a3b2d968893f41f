#: limit output=8m
import sys
data = sys.stdin.read()
print(len(data))
sys.stdout.write("line of output\n" * 100000)
sys.stderr.write("line of errors\n" * 20000)

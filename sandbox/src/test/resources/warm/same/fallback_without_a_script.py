#: stdin print("from stdin", __name__); import sys; print(sys.argv, sys.path[0] == "")\n1/0\n
#: exec python3
#: exec python3 -
#: exec python3 - a b
#: exec python3 /dev/stdin
#: exec python3 /proc/self/fd/0
#: exec python3 ''

#: stdin one\ntwo\nthree\n
import fileinput, os, sys, subprocess
print(os.read(0, 4))
print(subprocess.run(["cat"], stdout=subprocess.PIPE).stdout)
print(list(fileinput.input()))
print(os.read(0, 1))

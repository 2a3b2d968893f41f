#: needs numpy
import numpy
print(numpy.who, numpy.__file__)
#: file numpy.py
who = "mine"

#: needs numpy
import sys
before = set(sys.modules)
import numpy
print(sorted(set(sys.modules) - before))
import numpy.random, numpy.linalg
print(numpy.random.__file__, sorted(n for n in dir(numpy) if isinstance(getattr(numpy, n, None), type(sys))))

import this
print(sorted(n for n in vars(this) if not n.startswith("_")))
from __future__ import braces

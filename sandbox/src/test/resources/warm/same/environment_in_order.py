#: env ZZ=1
#: env AA=2
#: env MM=3
import os
print(list(os.environ), list(getattr(__import__("posix"), "environ")))

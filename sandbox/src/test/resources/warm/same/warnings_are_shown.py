import warnings, sys
warnings.warn("plain")
warnings.warn("deprecated in main", DeprecationWarning)
warnings.warn("twice"); warnings.warn("twice")
for level in (1, 2, 3, 9):
    warnings.warn("level %d" % level, stacklevel=level)
def f():
    for level in (1, 2, 3):
        warnings.warn("in f level %d" % level, ResourceWarning if level == 3 else UserWarning, stacklevel=level)
f()
import helper
open("main.py")
print(warnings.filters, sorted(k for k in globals() if "warn" in k))
print(sorted(map(str, __warningregistry__)))
warnings.simplefilter("error")
warnings.warn("now an error")
#: file helper.py
import warnings
warnings.warn("in a module", DeprecationWarning)
warnings.warn("user warning in a module")

import inspect, sys, linecache
class C:
    """Documented."""
    def method(self):
        return 1  # a comment
def f(a, b=2, *c, d: int = 3, **e) -> str: pass
g = lambda x: x
print(inspect.getsource(C), inspect.getsource(f), inspect.getsource(g), inspect.signature(f), inspect.getfile(C))
print(inspect.getmodule(f), inspect.getsourcefile(f), inspect.getcomments(f), inspect.getdoc(C), f.__code__.co_filename)
print(inspect.getsource(sys.modules["__main__"])[:40], linecache.getline(__file__, 1))
print(inspect.currentframe().f_lineno, inspect.getframeinfo(inspect.currentframe()))
import random, json
print(inspect.getsource(random.choice)[:30] if hasattr(random.choice, "__code__") else "", inspect.getfile(json))
#: differs 0x[0-9a-f]+ because addresses are others in each process

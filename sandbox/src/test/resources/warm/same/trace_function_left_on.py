import sys
sys.settrace(lambda f, e, a: print(f.f_code.co_name, e))
def f(): pass
f()

x = lambda a: a
def f(a: undefined_name = 1): pass

code = compile("def g():\n  raise OSError(2, 'text', 'file')\ng()", "<made up>", "exec")
def f():
    exec(code, {})
try:
    f()
except OSError:
    import traceback
    traceback.print_exc(limit=2)
    traceback.print_exc(limit=-1)
eval("1/0")

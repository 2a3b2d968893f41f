exec("def f(): return 5"); print(f())
print(eval("__name__"), eval("f()"), compile("x", "n", "eval").co_filename)
import code, runpy, types
console = code.InteractiveConsole({"v": 3})
console.push("print(v)")
console.push("1/0")
print(runpy.run_path("other.py", run_name="named")["__name__"])
print(sorted(runpy.run_module("other"))[:3])
m = types.ModuleType("made"); exec("y = 1", m.__dict__); print(m, m.y)
#: file other.py
import sys
print(__name__, __file__, sys.argv)

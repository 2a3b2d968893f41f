"""Starts the judge. A warm interpreter has it ready as a module. Elsewhere it comes from byte code, since to compile it
takes longer than most samples run: the file beside holds the interpreter's magic number, the length of the byte code,
the byte code, and the source for an interpreter of another kind.
"""

import sys


def load():
    import marshal

    with open("judge.bin", "rb") as file:
        data = file.read()
    size = int.from_bytes(data[16:24], "little")
    if data[:16].rstrip(b"\0") == sys.modules["_frozen_importlib_external"].MAGIC_NUMBER:
        return marshal.loads(data[24 : 24 + size])
    return compile(data[24 + size :], "main.py", "exec", dont_inherit=True)


try:
    import _sce_judge
except ImportError:
    _sce_judge = None
if _sce_judge is None:
    exec(load())
else:
    _sce_judge.main()

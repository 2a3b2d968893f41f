try:
    try:
        import _xxsubinterpreters as interpreters
    except ImportError:
        import _interpreters as interpreters
    i = interpreters.create()
    out = interpreters.run_string(i, "import sys, json; print(__name__, sorted(sys.modules)[:5], sys.argv)")
    print(out)
except ImportError as e:
    print(repr(e))

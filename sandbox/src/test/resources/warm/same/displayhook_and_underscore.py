import sys, builtins
sys.displayhook(5)
print(builtins._)
sys.displayhook(None)
breakpoint_hook = sys.breakpointhook
print(hasattr(builtins, "_"), sys.displayhook is sys.__displayhook__, sys.excepthook is sys.__excepthook__)

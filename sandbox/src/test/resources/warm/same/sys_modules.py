import sys
print("\n".join(sorted(sys.modules)))
print(list(sys.modules) == list(sys.modules.copy()), type(sys.modules))

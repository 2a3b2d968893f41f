import sys
print(sys.path, type(sys.path))
print(sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix, sys.executable)
print(sorted(sys.path_importer_cache), len(sys.path_hooks))

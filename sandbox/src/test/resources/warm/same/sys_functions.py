import sys
print(sys.flags, sys.flags.hash_randomization)
print(sys.getrecursionlimit(), sys.getswitchinterval(), sys.getdlopenflags(), sys.gettrace(), sys.getprofile())
print(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors(), sys.getdefaultencoding())
print(sys.get_asyncgen_hooks(), sys.get_coroutine_origin_tracking_depth(), sys.is_finalizing())
print(sys._getframe().f_back, sys._getframe().f_lineno, sys.exc_info())
print(sys.warnoptions, sys._xoptions, sys.dont_write_bytecode, sys.pycache_prefix, sys.int_info)
print(sorted(sys._current_frames().keys()) == [__import__("threading").get_ident()])

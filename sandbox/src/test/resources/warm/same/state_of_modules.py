import copyreg, csv, decimal, gettext, linecache, locale, logging, mimetypes, multiprocessing, random, re, socket
import sys, tempfile, threading, uuid, warnings, asyncio, codecs, atexit, signal, time, functools, typing
print(sorted(t.__name__ for t in copyreg.dispatch_table), copyreg._extension_registry)
print(csv.field_size_limit(), csv.list_dialects(), decimal.getcontext(), decimal.DefaultContext)
print(gettext._current_domain, sorted(linecache.cache), mimetypes.inited, socket.getdefaulttimeout())
print(logging.root, logging.root.handlers, len(logging._handlers), sorted(logging.root.manager.loggerDict), logging.raiseExceptions)
print(multiprocessing.current_process(), multiprocessing.get_start_method(allow_none=True), multiprocessing.active_children())
print(type(random._inst).__name__, tempfile.tempdir, tempfile.template, tempfile._name_sequence, uuid._node)
print(threading.main_thread(), threading.enumerate(), threading.active_count(), threading.stack_size(), threading.settrace)
print(warnings.filters, warnings._onceregistry if hasattr(warnings, "_onceregistry") else None, warnings.showwarning.__name__)
print(0 <= (time.time() - (logging._startTime if logging._startTime < 1e12 else logging._startTime / 1e9)) < 60)
print(logging.LogRecord("n", 10, "p", 1, "m", (), None).relativeCreated < 60000)
print(typing.List[int], typing.Optional[str], re.compile("x+"), functools.lru_cache)
#: differs 0x[0-9a-f]+ because addresses are others in each process
#: differs MainThread, started \d+ because a thread's number is an address

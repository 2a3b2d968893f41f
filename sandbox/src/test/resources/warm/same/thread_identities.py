import threading, os, _thread
main = threading.main_thread()
print(main is threading.current_thread(), main.ident == threading.get_ident() == _thread.get_ident())
print(main.native_id == threading.get_native_id() == os.getpid(), main.name, main.daemon)
print(threading.enumerate() == [main], threading.active_count(), os.listdir("/proc/self/task") == [str(os.getpid())])
t = threading.Thread(target=lambda: print(threading.current_thread().name, threading.get_native_id() != os.getpid()))
t.start(); t.join()
print(t.name)

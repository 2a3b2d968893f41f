#: any TZ=America/New_York python3 main.py
#: any TZ=UTC python3 main.py
#: any LANG=C python3 main.py
#: any LC_ALL=C python3 main.py
#: any LC_ALL=POSIX LANG=xx_XX python3 main.py
#: any LC_ALL=en_US.UTF-8 python3 main.py
#: any LC_CTYPE=C python3 main.py
#: any LANG= python3 main.py
#: any LANGUAGE=de python3 main.py
#: any HOME=/tmp python3 main.py
#: any HOME=/nowhere python3 main.py
#: any TMPDIR=/dev/shm python3 main.py
#: any PATH=/nowhere python3 main.py
#: any PATH= python3 main.py
#: any LD_LIBRARY_PATH=/work python3 main.py
#: any LD_PRELOAD=/work/nothing.so python3 main.py
#: any LD_DEBUG=help python3 main.py
#: any MALLOC_ARENA_MAX=1 python3 main.py
#: any MALLOC_PERTURB_=5 python3 main.py
#: any GLIBC_TUNABLES=glibc.malloc.check=1 python3 main.py
#: any COLUMNS=40 NO_COLOR=1 FORCE_COLOR=1 python3 main.py
#: any PYTHON_COLORS=1 python3 main.py
#: any OPENSSL_CONF=/work/none python3 main.py
#: any SCE_PRELOAD=numpy SCE_X=1 python3 main.py
import locale, os, site, sys, tempfile, time
print(time.tzname, time.timezone, time.localtime(0)[:6], time.strftime("%Z", time.localtime(86400 * 180)))
print(locale.getlocale(), locale.setlocale(locale.LC_ALL), locale.setlocale(locale.LC_CTYPE), locale.getpreferredencoding(False), sys.stdout.encoding, sys.stdin.errors, sys.getfilesystemencoding(), sys.flags.utf8_mode)
print(site.getuserbase(), site.getusersitepackages(), site.ENABLE_USER_SITE, os.path.expanduser("~"), tempfile.gettempdir(), sys.executable, sys.path)
print(dict(sorted(os.environ.items())))
import shutil
print(shutil.get_terminal_size(), shutil.which("sh"))
1 / 0

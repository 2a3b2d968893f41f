import locale, time, sys, datetime
print(locale.getlocale(), locale.setlocale(locale.LC_ALL), locale.localeconv(), locale.getpreferredencoding(), locale.nl_langinfo(locale.CODESET))
print(time.tzname, time.timezone, time.altzone, time.daylight, time.localtime(0), time.ctime(0), datetime.datetime.fromtimestamp(0))
try:
    print(locale.setlocale(locale.LC_ALL, ""), locale.setlocale(locale.LC_ALL, "C.UTF-8"))
    locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")
except locale.Error as e:
    print(e)
import os
os.environ["TZ"] = "Asia/Tokyo"; time.tzset()
print(time.tzname, "%.2f" % 3.14159, float("1.5"))

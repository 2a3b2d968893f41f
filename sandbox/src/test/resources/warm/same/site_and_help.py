import site, sys, builtins
print(site.ENABLE_USER_SITE, site.USER_SITE, site.USER_BASE, site.PREFIXES, site.getsitepackages())
print(repr(exit), repr(credits)[:20], sys.flags.no_site, hasattr(sys, "ps1"), hasattr(sys, "last_value"), hasattr(sys, "__interactivehook__"))
help(len)
print(builtins.__spec__, builtins.__debug__)

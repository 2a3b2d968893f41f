def guard(memory):
    """Takes dangerous functions out of reach of careless code. Malicious code gets them back."""
    import builtins
    import faulthandler
    import os
    import shutil
    import subprocess
    import sys

    if memory:
        limit_memory(memory)
    faulthandler.disable()
    os.environ["OMP_NUM_THREADS"] = "1"
    processes = "kill killpg system fork forkpty setuid putenv"
    files = "remove removedirs rmdir rename renames replace truncate unlink"
    rights = "chmod chown chroot fchmod fchown lchflags lchmod lchown"
    places = "chdir fchdir getcwd"
    for module, names in (
        (os, " ".join((processes, files, rights, places))),
        (shutil, "rmtree move chown"),
        (subprocess, "Popen"),
        (builtins, "exit quit help"),
    ):
        for name in names.split():
            setattr(module, name, None)
    for name in "ipdb joblib resource psutil tkinter".split():
        sys.modules[name] = None


def limit_memory(size):
    """Limits the address space, the data and, but for macOS, the stack of this process."""
    import resource
    import sys

    kinds = [resource.RLIMIT_AS, resource.RLIMIT_DATA]
    if sys.platform != "darwin":
        kinds.append(resource.RLIMIT_STACK)
    for kind in kinds:
        _, most = resource.getrlimit(kind)
        least = size if most == resource.RLIM_INFINITY else min(size, most)
        resource.setrlimit(kind, (least, least))

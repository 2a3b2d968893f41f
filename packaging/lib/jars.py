"""Copies jars into a release, without the native libraries of other platforms than Linux on x86_64.

    jars.py FROM TO

Several libraries carry natives for twenty platforms. Entries keep their order, times and content, and everything that
is no native library stays.
"""

import re
import sys
import zipfile
from pathlib import Path

NATIVE = re.compile(r"\.(so|so\.\d+|dll|dylib|jnilib|a|sl)$", re.IGNORECASE)
OURS = re.compile(r"(^|/)linux[-_/](x86_64|x86-64|amd64)/", re.IGNORECASE)


def is_foreign(name):
    """Whether an entry of a jar is a native library of another platform."""
    return bool(NATIVE.search(name)) and not OURS.search(name)


def copy(source, target):
    with zipfile.ZipFile(source) as jar:
        entries = jar.infolist()
        kept = [entry for entry in entries if not is_foreign(entry.filename)]
        if len(kept) == len(entries):
            target.write_bytes(source.read_bytes())
            return
        if not any(NATIVE.search(entry.filename) for entry in kept):
            sys.exit(f"jars.py: {source.name} has native libraries, but none for Linux on x86_64")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copied:
            for entry in kept:
                copied.writestr(entry, jar.read(entry), compress_type=entry.compress_type)


def main():
    source, target = map(Path, sys.argv[1:])
    for jar in sorted(source.glob("*.jar")):
        copy(jar, target / jar.name)


if __name__ == "__main__":
    main()

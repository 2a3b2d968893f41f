"""Packs the classes of a folder into one file: their number, then name and bytes of each."""
import glob
import os
import struct
import sys

classes = sorted(glob.glob(sys.argv[1] + "/**/*.class", recursive=True))
with open(sys.argv[2], "wb") as out:
    out.write(struct.pack(">i", len(classes)))
    for path in classes:
        name = os.path.relpath(path, sys.argv[1])[:-6].replace("/", ".").encode()
        with open(path, "rb") as file:
            content = file.read()
        out.write(struct.pack(">H", len(name)) + name + struct.pack(">i", len(content)) + content)

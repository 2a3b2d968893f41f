"""Packs the classes of folders into one file: their number, then name and bytes of each."""
import glob
import os
import struct
import sys

classes = [
    (folder, path)
    for folder in sys.argv[2:]
    for path in sorted(glob.glob(folder + "/**/*.class", recursive=True))
]
with open(sys.argv[1], "wb") as out:
    out.write(struct.pack(">i", len(classes)))
    for folder, path in classes:
        name = os.path.relpath(path, folder)[:-6].replace("/", ".").encode()
        with open(path, "rb") as file:
            content = file.read()
        out.write(struct.pack(">H", len(name)) + name + struct.pack(">i", len(content)) + content)

"""Makes the cache of loaded classes, lib/sce.aot, of a release; starts of the command map it into memory.

    start_cache.py make TREE CLASSES JVM-OPTION...
    start_cache.py record TREE CLASSES JVM-OPTION...

"make" writes the same bytes for the same tree, JDK and list of classes. The list is kept in the repository, since what
a recorded run loads depends on which thread comes first; "record" writes it anew from a run of the tree's command.
"""

import re
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

# The Java runtime writes its archive the same way each time if one thread does everything and identity hashes count up.
SAME_EACH_TIME = ["-Xint", "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=3"]
MAGIC = 0xF00BABA2
FIRST_REGION, REGION_SIZE, REGIONS = 24, 96, 4
HEAP = 3
A_DAY_IN_MILLISECONDS = 24 * 60 * 60 * 1000
MANY = 1000


def main():
    action, tree, classes, *options = sys.argv[1:]
    tree, classes = Path(tree), Path(classes).resolve()
    with tempfile.TemporaryDirectory() as work:
        if action == "record":
            record(tree, classes, options, Path(work))
        else:
            make(tree, classes, options, Path(work))


def java(tree, *arguments):
    """Runs the tree's Java in the folder of its jars.

    The cache holds their paths, which must be absolute to be replaced by those of where the tree is later, but must not
    name the folder in which a release is built.
    """
    libraries = (tree / "lib").resolve()
    (command,) = libraries.glob("sce-cli-*.jar")
    return subprocess.run(
        [tree.resolve() / "runtime/bin/java", *arguments[0], "-cp", f"/proc/self/cwd/{command.name}", *arguments[1:]],
        cwd=libraries,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def record(tree, classes, options, work):
    """Writes the names of the classes that small uses of each command load, one a line."""
    loaded = work / "loaded"
    examples = (tree / "share/sce/examples").resolve()
    recording = [f"-XX:DumpLoadedClassList={loaded}", *options]
    run = java(tree, recording, "dev.sce.cli.StartUpTraining", examples, work / "out")
    if run.returncode != 0:
        sys.exit(f"start_cache.py: the recorded run failed:\n{run.stdout}")
    lines = loaded.read_text().splitlines()
    names = {line.split()[0] for line in lines if not line.startswith(("#", "@"))}
    # Classes that the runtime makes while it runs have no file.
    named = sorted(name for name in names if not re.search(r"\$\$|0x|\$Proxy", name))
    classes.write_text("".join(name + "\n" for name in named))


def make(tree, classes, options, work):
    known = [work / "first", work / "second"]
    for archive in known:
        files = [f"-XX:SharedClassListFile={classes}", f"-XX:SharedArchiveFile={archive}"]
        run = java(tree, [*SAME_EACH_TIME, "-Xshare:dump", *files, "-XX:+AOTClassLinking", *options])
        if not archive.exists():
            sys.exit(f"start_cache.py: the cache cannot be made:\n{run.stdout}")
    cache = tree / "lib/sce.aot"
    cache.write_bytes(without_times(*(archive.read_bytes() for archive in known)))
    check(tree, cache, options)


def check(tree, cache, options):
    """Ends the program if the JVM refuses the cache for the paths that the command uses."""
    (command,) = tree.resolve().glob("lib/sce-cli-*.jar")
    strictly = [f"-XX:AOTCache={cache.resolve()}", "-XX:AOTMode=on", "-XX:+VerifySharedSpaces"]
    run = subprocess.run(
        [tree.resolve() / "runtime/bin/java", *strictly, *options, "-cp", command, "dev.sce.cli.Main", "--version"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if run.returncode != 0:
        sys.exit(f"start_cache.py: the cache does not fit:\n{run.stdout}")


def regions(archive):
    """Yields where the checksum of each region is, and where the region begins and ends."""
    for number in range(REGIONS):
        at = FIRST_REGION + number * REGION_SIZE
        (begin,) = struct.unpack_from("<Q", archive, at + 24)
        (used,) = struct.unpack_from("<Q", archive, at + 40)
        yield at, begin, begin + used


def without_times(first, second):
    """Returns an archive without what differs in two of them: the times at which soft references were last used.

    Each is a word of milliseconds in the heap's region. Zero is the time of a reference that was never used.
    """
    if len(first) != len(second):
        sys.exit(f"start_cache.py: two caches of the same classes have {len(first)} and {len(second)} bytes")
    archive, other = bytearray(first), bytearray(second)
    check_layout(archive)
    *_, (checksum, begin, end) = regions(archive)
    ours, theirs = (memoryview(each)[begin : begin + (end - begin) // 8 * 8].cast("Q") for each in (archive, other))
    times = [index for index, word in enumerate(ours) if word != theirs[index]]
    if len(times) > MANY or any(not 0 < theirs[index] - ours[index] < A_DAY_IN_MILLISECONDS for index in times):
        sys.exit(f"start_cache.py: two caches of the same classes differ in {len(times)} words that are no times")
    for index in times:
        ours[index] = 0
        theirs[index] = 0
    for each in (archive, other):
        struct.pack_into("<I", each, checksum, zlib.crc32(each[begin:end]))
        struct.pack_into("<I", each, 4, header_checksum(each))
    if archive != other:
        sys.exit("start_cache.py: two caches of the same classes differ outside of the heap")
    return bytes(archive)


def check_layout(archive):
    """Ends the program for an archive of a JDK that writes it in another way than we know."""
    magic, checksum = struct.unpack_from("<II", archive)
    known = magic == MAGIC and checksum == header_checksum(archive)
    for at, begin, end in regions(archive):
        (stated,) = struct.unpack_from("<I", archive, at)
        known = known and end <= len(archive) and stated == zlib.crc32(archive[begin:end])
    if not known:
        sys.exit("start_cache.py: this JDK writes its cache in a way that is not known here; use JDK 25")


def header_checksum(archive):
    (size,) = struct.unpack_from("<I", archive, 12)
    return zlib.crc32(archive[16:size])


if __name__ == "__main__":
    main()

# Sourced by the scripts of this folder: finds the JDK, builds. Not run by itself; $here is this folder.
root=$(cd "$here/.." && pwd)

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# ./sce must stay one file that can be copied, so the search for a JDK lives there and is read from it.
eval "$(sed -n '/^# Prints the major version of a java/,/^# end of the search/p' "$root/sce")"

# Builds the benchmarks when a source is newer than what was built.
build_benchmarks() {
  built="$here/target/benchmarks.built"
  newer=$(find "$root/pom.xml" "$root/core" "$root/cache" "$root/sandbox" \
    "$root/sandbox/src/test/java/dev/sce/sandbox/FrameRoundTrip.java" "$root/json" "$root/judge" "$root/datasets" "$root/eval" "$root/cli" "$here/src" "$here/pom.xml" -path "*/target" -prune -o \
    -path "*/src/test" -prune -o -type f -newer "$built" -print -quit 2>/dev/null || echo never)
  if [ -f "$built" ] && [ -z "$newer" ]; then return 0; fi
  say "building ..."
  (cd "$root" && mvn -B -q -DskipTests -pl benchmarks -am package) >&2 || return 1
  touch "$built"
}

# Compiles one C program of this folder into target.
build_c() {
  gcc -O2 -Wall -Wextra -Werror -o "$here/target/$1" "$here/src/main/c/$1.c"
}

# The class path of everything that was built.
class_path="$here/target/sce-benchmarks-0.1.0-SNAPSHOT.jar:$here/target/lib/*"

# Puts one interpreter first on PATH, so that sce and every contender take the same: the one named,
# else a clean one with numpy, else the machine's python3.
choose_python() {
  chosen=
  if [ -n "$1" ]; then
    chosen=$(real_python "$1") || { say "$1 is no Python interpreter"; return 1; }
  else
    chosen=$(clean_python || real_python python3 || real_python /usr/bin/python3) ||
      { say "no python3 found"; return 1; }
  fi
  # The sandbox shows an interpreter by its real path, so PATH gets its own folder, not a link to it.
  PATH="${chosen%/*}:$PATH"
  export PATH SCE_BENCHMARK_PYTHON="$chosen"
  if [ "$(real_python python3)" != "$chosen" ]; then
    say "$chosen must be named python3, for that is the name the programs use"
    return 1
  fi
}

# Behind a name may be a shim, a shell script that costs more than the interpreter.
real_python() { "$1" -c 'import sys; print(sys.executable)' 2>/dev/null; }

# Prints an interpreter of the first installation that has numpy, made to see numpy and nothing else
# of what is installed there: packages with a .pth file make every cold start slower, which would
# flatter the warm ones. It lies outside this tree, since the sandbox has folders of its own at /work
# and /tmp.
clean_python() {
  for candidate in python3 /usr/bin/python3 "$HOME"/.pyenv/versions/*/bin/python; do
    packages=$("$candidate" -c 'import numpy, os; print(os.path.dirname(os.path.dirname(numpy.__file__)))' \
      2>/dev/null) || continue
    base=$(real_python "$candidate")
    clean="${XDG_CACHE_HOME:-$HOME/.cache}/sce-benchmarks/$(printf %s "$base" | cksum | tr ' ' -)"
    if ! "$clean/bin/python3" -c 'import numpy' 2>/dev/null; then
      rm -rf "$clean"
      "$base" -m venv --without-pip "$clean" >/dev/null 2>&1 &&
        ln -s "$packages"/numpy* "$clean"/lib/python3*/site-packages/ &&
        "$clean/bin/python3" -c 'import numpy' 2>/dev/null || { rm -rf "$clean"; printf '%s\n' "$base"; return; }
    fi
    printf '%s\n' "$clean/bin/python3"
    return
  done
  return 1
}

# Finds the JDK, builds everything, and puts on PATH the interpreter that the arguments name, if any.
prepare() {
  java=$(find_java) || exit 1
  build_benchmarks || exit 1
  "$root/sce" --version >/dev/null # builds it, which no measurement may contain
  named=
  previous=
  for argument in "$@"; do
    if [ "$previous" = --python ]; then named=$argument; fi
    previous=$argument
  done
  choose_python "$named" || exit 1
}

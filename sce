#!/bin/sh
# Runs the sce command. Builds it on first use and when the sources are newer than what was built.
# Nothing of this goes to standard output, which belongs to the results.
# The usual path through this file starts two processes only (find, java): it is run in loops.
set -u
# From here to `end of the place`, packaging/release copies into the command of a release.
self=$0
[ -L "$self" ] && self=$(readlink -f -- "$self")
case $self in
  */*) here=${self%/*} ;;
  *) here=$(dirname -- "$(command -v -- "$self")") ;;
esac
# One spelling of the path, however this file is called: the cache of loaded classes holds for a class path.
case $here in
  /*) ;;
  .) here=$PWD ;;
  *) here=$PWD/${here#./} ;;
esac
# end of the place
jar="$here/cli/target/sce-cli-0.1.0-SNAPSHOT.jar"
cache="$here/cli/target/sce.aot"
stamp="$here/cli/target/sce.built" # holds JAVA_HOME at build time and the java that was found

say() { printf 'sce: %s\n' "$*" >&2; }

# From here to `end of the search`, benchmarks/lib.sh reads this file too.
# Prints the major version of a java executable.
java_version() {
  release="$(dirname -- "$(dirname -- "$(readlink -f -- "$1" 2>/dev/null || echo "$1")")")/release"
  if [ -r "$release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release"
  else
    "$1" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'
  fi
}

# Prints the first java of version 25 or later: JAVA_HOME, PATH, the usual directory.
find_java() {
  for candidate in "${JAVA_HOME:-/nonexistent}/bin/java" "$(command -v java)" /usr/lib/jvm/*/bin/java; do
    if [ -x "$candidate" ]; then
      version=$(java_version "$candidate")
      if [ "${version:-0}" -ge 25 ] 2>/dev/null; then
        printf '%s\n' "$candidate"
        return 0
      fi
    fi
  done
  say "no JDK 25 or later in JAVA_HOME, PATH or /usr/lib/jvm; install one (for example temurin-25-jdk)"
  return 1
}
# end of the search

# Jars that Maven replaced since count as well: the cache of loaded classes fits only those it was recorded with.
is_current() {
  [ -f "$stamp" ] && [ -f "$jar" ] &&
    [ -z "$(find "$here/pom.xml" "$here/core" "$here/cache" "$here/sandbox" "$here/json" "$here/judge" "$here/datasets" "$here/eval" "$here/report" "$here/server" "$here/cli" "$jar" "$here/cli/target/lib" -path "*/target" -prune -o -path "*/src/test" -prune -o \( -type f -o -path "*/target/lib" \) -newer "$stamp" -print -quit 2>/dev/null)" ]
}

build() {
  command -v mvn >/dev/null 2>&1 || { say "building needs Maven (apt-get install maven)"; exit 1; }
  # Two first uses at once must not build into the same directory.
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$here/.build.lock"
    flock 9
    is_current && return 0
  fi
  say "building (first use, or the sources changed; takes some minutes) ..."
  log="$here/build.log"
  commit=$(git -C "$here" rev-parse --short=12 HEAD 2>/dev/null)
  if ! (cd "$here" && mvn -B -q -DskipTests ${commit:+"-Dsce.commit=+$commit"} -pl cli -am package) >"$log" 2>&1; then
    say "the build failed; the end of $log:"
    tail -n 20 "$log" >&2
    exit 1
  fi
  java=$(find_java) || exit 1
  rm -f "$log" "$cache"
  "$java" -cp "$jar" dev.sce.cli.CurrentClassFiles "$here/cli/target/lib" >&2 || exit 1
  # A recorded run makes a cache of loaded classes that later starts map into memory.
  training="$here/cli/target/training"
  rm -rf "$training"
  "$java" -XX:AOTCacheOutput="$cache" $options -cp "$jar" dev.sce.cli.StartUpTraining \
    "$here/examples" "$training" >/dev/null 2>&1
  rm -rf "$training"
  printf '%s\n%s\n' "${JAVA_HOME:-}" "$java" >"$stamp"
  say "built"
}

# From here to `end of the surroundings`, packaging/release copies as well.
# A descriptor that is closed would be taken by the first file the program opens.
{ true <&0; } 2>/dev/null || exec </dev/null
{ true >&1; } 2>/dev/null || exec >/dev/null
{ true >&2; } 2>/dev/null || exec 2>/dev/null
# In the locale C, Java cannot pass on text outside ASCII.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
  *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac
# A short-lived program: no second compiler, the simplest collector, and silence about the cache.
options="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -Xlog:all=error:stderr -Xlog:aot*=off:stderr"
options="$options --enable-native-access=ALL-UNNAMED"
terminal=
[ -t 1 ] && terminal=-Dsce.stdout.terminal=true
[ -t 2 ] && terminal="$terminal -Dsce.stderr.terminal=true"
# end of the surroundings
is_current || build
exec 9>&-
{ read -r built_home; read -r java; } <"$stamp"
if [ "$built_home" != "${JAVA_HOME:-}" ] || [ ! -x "$java" ]; then
  java=$(find_java) || exit 1
fi
# SCE_CLASSPATH adds jars with data sets, checkers and isolation levels; the cache still holds, since they come last.
exec "$java" -XX:AOTCache="$cache" $options $terminal ${SCE_JAVA_OPTIONS:-} -cp "$jar${SCE_CLASSPATH:+:$SCE_CLASSPATH}" dev.sce.cli.Main "$@"

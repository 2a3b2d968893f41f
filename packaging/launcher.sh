#!/bin/sh
# Runs the sce command of this release with the Java runtime beside it.
# Nothing of this goes to standard output, which belongs to the results.
set -u
# here: the place
home=${here%/*}
java=${SCE_JAVA:-$home/runtime/bin/java}
if [ ! -x "$java" ]; then
  printf 'sce: %s is missing or not executable%s\n' "$java" "${SCE_JAVA:+ (SCE_JAVA)}" >&2
  exit 1
fi
# here: the surroundings
# The cache of loaded classes fits the runtime it was made with, and no other.
cache=
[ -n "${SCE_JAVA:-}" ] || cache=-XX:AOTCache=$home/lib/sce.aot
jar=$home/lib/sce-cli-@VERSION@.jar
# SCE_CLASSPATH adds jars with data sets, checkers and isolation levels; the cache still holds, since they come last.
exec "$java" ${cache:+"$cache"} $options $terminal ${SCE_JAVA_OPTIONS:-} -cp "$jar${SCE_CLASSPATH:+:$SCE_CLASSPATH}" \
  dev.sce.cli.Main "$@"

# Sourced by packaging/release, whose variables these steps use: how each part of a release is made.

# What the runtime consists of: the modules that jdeps finds in the jars, and those that are only looked up at run time:
# jdk.management (collections of the heap, for metrics) and jdk.zipfs.
modules=java.base,java.logging,java.management,java.naming,java.sql,java.xml,jdk.management,jdk.unsupported,jdk.zipfs

# The options of the command's JVM that decide whether a cache of loaded classes fits.
jvm_options=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED)

# Builds the jars of the sources in $work/source into a folder, with the list of what they are made of.
build_jars() {
  say "building the jars of $version ..."
  # The version is in each pom.xml, as in any release; the development version never leaves the tree.
  (cd "$work/source" && find . -name pom.xml -exec sed -i "s|<version>$snapshot</version>|<version>$version</version>|" {} +)
  (cd "$work/source" && mvn -B -ntp -q -DskipTests -Dsce.skipTestClasses -Dspotless.check.skip -Dsce.commit="+$commit" \
    -Dsce.libraries=./ -Dproject.build.outputTimestamp="$time" \
    -DincludeBomSerialNumber=false -DincludeProvidedScope=false -DschemaVersion=1.6 \
    "${maven[@]}" -pl cli -am package org.cyclonedx:cyclonedx-maven-plugin:2.9.3:makeBom) >"$work/build.log" 2>&1 ||
    { tail -n 40 "$work/build.log" >&2; die "the build failed"; }
  mkdir -p "$1"
  cp "$work/source/cli/target/bom.json" "$work/source/cli/target/sce-cli-$version.jar" "$work/source/cli/target/lib"/*.jar "$1"
}

# Makes the tree that the tarball has, the package installs and the image contains.
tree_of_release() {
  say "linking the runtime ..."
  mkdir -p "$tree"/{bin,lib,share/doc/sce,share/sce}
  python3 "$packaging/lib/jars.py" "$jars" "$tree/lib"
  "$JAVA_HOME/bin/java" -cp "$tree/lib/sce-cli-$version.jar" dev.sce.cli.CurrentClassFiles "$tree/lib"
  "$JAVA_HOME/bin/jlink" --add-modules $modules --strip-debug --no-header-files --no-man-pages --compress zip-6 \
    --output "$tree/runtime"
  chmod -R u+w "$tree/runtime"
  rm "$tree/runtime/bin/keytool"
  find "$tree/runtime" -type f \( -name '*.so' -o -perm -u+x \) -exec strip --strip-unneeded {} +
  launcher >"$tree/bin/sce"
  chmod 755 "$tree/bin/sce"
  cp -r "$work/source/docs" "$work/source/README.md" "$work/source/CHANGELOG.md" "$tree/share/doc/sce"
  cp -r "$work/source/examples" "$tree/share/sce"
  rm -rf "$tree/share/sce/examples"/{pom.xml,src}
  cp "$work/source/LICENSE" "$tree"
  printf 'version %s\ncommit %s\ntime %s\n' "$version" "$commit" "$time" >"$tree/VERSION"
  "$tree/runtime/bin/java" -cp "$tree/lib/sce-cli-$version.jar" dev.sce.cli.ReleaseFiles "$tree/share" "$version" "${time%T*}"
  # It is read by a shell that runs, not run.
  sed -i '1{/^#!/d}' "$tree/share/bash-completion/completions/sce"
  python3 "$packaging/lib/bill.py" "$jars" "$tree" "$version" "$work/sbom.json"
  find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  say "recording the classes that a start needs ..."
  python3 "$packaging/lib/start_cache.py" make "$tree" "$packaging/classes.txt" "${jvm_options[@]}"
  touch -d "@$SOURCE_DATE_EPOCH" "$tree/lib" "$tree/lib/sce.aot"
}

# Prints the command of a release: packaging/launcher.sh with the parts of ./sce that it names.
launcher() {
  local line
  while IFS= read -r line; do
    case $line in
      "# here: "*) line=${line#\# here: }; sed -n "/^# .*$line/,/^# end of $line\$/{/^#.*$line/!p}" "$work/source/sce" ;;
      *) printf '%s\n' "${line//@VERSION@/$version}" ;;
    esac
  done <"$packaging/launcher.sh"
}

# archive FOLDER NAME: writes NAME of FOLDER as a tar that says nothing of the machine it was made on.
archive() {
  tar -C "$1" --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf - "$2"
}

tarball() {
  say "packing ${1##*/} ..."
  archive "$work" "${tree##*/}" | gzip -n >"$1"
}

# Makes the package of Debian: the tree is /usr/lib/sce, what others look for is where they look for it.
package() {
  say "packing ${1##*/} ..."
  local files=$work/deb size
  mkdir -p "$files"/{DEBIAN,usr/bin,usr/lib/sce,usr/share/man/man1,usr/share/lintian/overrides,usr/share/doc/sce}
  cp -a "$tree"/{bin,lib,runtime,VERSION} "$files/usr/lib/sce"
  ln -s ../lib/sce/bin/sce "$files/usr/bin/sce"
  cp -a "$tree/share/bash-completion" "$files/usr/share"
  gzip -9n <"$tree/share/man/man1/sce.1" >"$files/usr/share/man/man1/sce.1.gz"
  cp -a "$tree/share/doc/sce/." "$files/usr/share/doc/sce"
  sed -e "s/@VERSION@/${version/-/\~}/" -e "s/@DATE@/$(date -R -d "@$SOURCE_DATE_EPOCH")/" "$packaging/debian/changelog" |
    gzip -9n >"$files/usr/share/doc/sce/changelog.gz"
  cp -a "$tree/share/sce/examples" "$files/usr/share/doc/sce/examples"
  cp "$packaging/debian/copyright" "$files/usr/share/doc/sce/copyright"
  gzip -9n <"$tree/THIRD-PARTY.txt" >"$files/usr/share/doc/sce/THIRD-PARTY.txt.gz"
  cp "$packaging/debian/lintian-overrides" "$files/usr/share/lintian/overrides/sce"
  find "$files" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  size=$(find "$files/usr" -type f -printf '%s\n' | awk '{ kib += int(($1 + 1023) / 1024) } END { print kib }')
  sed -e "s/@VERSION@/${version/-/\~}/" -e "s/@ARCHITECTURE@/$debian/" -e "s/@SIZE@/$size/" \
    "$packaging/debian/control" >"$files/DEBIAN/control"
  (cd "$files" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$files/DEBIAN/md5sums"
  dpkg-deb --root-owner-group -Zgzip -b "$files" "$1" >/dev/null
}

# Makes the root file system of the image, Debian with Python and compilers.
debian_system() {
  mmdebstrap --variant=minbase --include=python3,g++,ca-certificates \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --customize-hook='rm -rf "$1"/var/log/* "$1"/var/cache/ldconfig/aux-cache' bookworm "$1"
}

image() {
  say "packing ${1##*/} ..."
  local layer=$work/layer
  mkdir -p "$layer"/usr/{bin,lib}
  cp -a "$tree" "$layer/usr/lib/sce"
  ln -s ../lib/sce/bin/sce "$layer/usr/bin/sce"
  archive "$layer" usr >"$work/sce.tar"
  python3 "$packaging/lib/oci.py" "$1" --version "$version" --commit "$commit" --time "$time" --architecture "$debian" \
    "$work/system.tar" "$work/sce.tar"
}

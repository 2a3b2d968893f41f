package dev.sce.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the class files of libraries that are made for Java 5 to those of Java 8, which the
 * JVM's start-up cache accepts: it takes none that were verified without stack maps. The library
 * for command lines is such a one, and loading it took a quarter of the time that short commands
 * run. Run after a build, before the cache is recorded, never by users.
 */
final class CurrentClassFiles {
  /** The first version with stack maps that a verifier has to find. */
  private static final int WITH_STACK_MAPS = ClassFile.JAVA_7_VERSION;

  private static final int WRITTEN = ClassFile.JAVA_8_VERSION;

  private final ZipFile jar;
  private final ClassFile classes;

  private CurrentClassFiles(ZipFile jar) {
    this.jar = jar;
    ClassHierarchyResolver hierarchy =
        ClassHierarchyResolver.ofResourceParsing(
                type -> classFile(type.packageName().replace('.', '/') + '/' + type.displayName()))
            .orElse(ClassHierarchyResolver.defaultResolver());
    classes =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(hierarchy));
  }

  /** Takes the directory of the libraries. */
  public static void main(String[] args) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
    for (Path jar : jars) {
      rewrite(jar);
    }
  }

  /** Rewrites a library in its place, if it has such class files. */
  static void rewrite(Path jar) throws IOException {
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".new");
    try (ZipFile old = new ZipFile(jar.toFile())) {
      if (!new CurrentClassFiles(old).write(rewritten)) {
        return;
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private @Nullable InputStream classFile(String name) {
    ZipEntry entry = jar.getEntry(name + ".class");
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean write(Path rewritten) throws IOException {
    List<? extends ZipEntry> entries = Collections.list(jar.entries());
    List<ZipEntry> old = new ArrayList<>();
    for (ZipEntry entry : entries) {
      if (isOld(entry)) {
        old.add(entry);
      }
    }
    if (old.isEmpty()) {
      return false;
    }
    try (OutputStream file = Files.newOutputStream(rewritten);
        ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(file))) {
      for (ZipEntry entry : entries) {
        ZipEntry copy = new ZipEntry(entry.getName());
        // The same as before, so that two builds are equal.
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        byte[] bytes = bytes(entry);
        out.write(old.contains(entry) ? current(bytes) : bytes);
      }
    }
    return true;
  }

  private byte[] bytes(ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private boolean isOld(ZipEntry entry) throws IOException {
    return entry.getName().endsWith(".class")
        && classes.parse(bytes(entry)).majorVersion() < WITH_STACK_MAPS;
  }

  private byte[] current(byte[] bytes) {
    ClassModel model = classes.parse(bytes);
    return classes.build(
        model.thisClass().asSymbol(),
        built -> {
          built.withVersion(WRITTEN, 0);
          model.forEach(element -> copy(built, element));
        });
  }

  private static void copy(ClassBuilder built, ClassElement element) {
    if (element instanceof MethodModel method) {
      // Code that is copied as a whole would keep no stack maps.
      built.transformMethod(method, MethodTransform.transformingCode(instructionByInstruction()));
    } else if (!(element instanceof ClassFileVersion)) {
      built.with(element);
    }
  }

  private static CodeTransform instructionByInstruction() {
    return (code, instruction) -> code.with(instruction);
  }
}

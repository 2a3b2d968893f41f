package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentClassFilesTest {
  private static final MethodTypeDesc INT_TO_INT =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int);

  @TempDir Path directory;

  @Test
  void classOfJava5IsVerifiedWithStackMapsAndDoesTheSame() throws Exception {
    Path jar = jar(ClassFile.JAVA_5_VERSION);
    CurrentClassFiles.rewrite(jar);
    assertThat(version(jar)).isEqualTo(ClassFile.JAVA_8_VERSION);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      Class<?> type = Class.forName("old.Branch", true, loader);
      var absolute = type.getMethod("absolute", int.class);
      assertThat(absolute.invoke(null, -3)).isEqualTo(3);
      assertThat(absolute.invoke(null, 4)).isEqualTo(4);
    }
  }

  @Test
  void rewritingTwiceGivesTheSameBytes() throws Exception {
    Path jar = jar(ClassFile.JAVA_5_VERSION);
    byte[] original = Files.readAllBytes(jar);
    CurrentClassFiles.rewrite(jar);
    byte[] first = Files.readAllBytes(jar);
    CurrentClassFiles.rewrite(jar);
    assertThat(jar).hasBinaryContent(first);
    Files.write(jar, original);
    CurrentClassFiles.rewrite(jar);
    assertThat(jar).hasBinaryContent(first);
  }

  @Test
  void libraryWithoutOldClassesIsLeftAlone() throws Exception {
    Path jar = jar(ClassFile.JAVA_8_VERSION);
    byte[] original = Files.readAllBytes(jar);
    CurrentClassFiles.rewrite(jar);
    assertThat(jar).hasBinaryContent(original);
    assertThat(directory).isDirectoryContaining(jar::equals);
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(jar);
    }
  }

  /** A branch needs a stack map where it ends. */
  private Path jar(int version) throws Exception {
    byte[] branch =
        ClassFile.of(ClassFile.StackMapsOption.STACK_MAPS_WHEN_REQUIRED)
            .build(
                ClassDesc.of("old.Branch"),
                built ->
                    built
                        .withVersion(version, 0)
                        .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_SUPER)
                        .withMethodBody(
                            "absolute",
                            INT_TO_INT,
                            ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                            code -> {
                              var positive = code.newLabel();
                              code.iload(0).ifge(positive).iload(0).ineg().ireturn();
                              code.labelBinding(positive).iload(0).ireturn();
                            }));
    Path jar = directory.resolve("library.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      ZipEntry entry = new ZipEntry("old/Branch.class");
      entry.setTime(0);
      out.putNextEntry(entry);
      out.write(branch);
    }
    return jar;
  }

  private static int version(Path jar) throws Exception {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      byte[] bytes = file.getInputStream(file.getEntry("old/Branch.class")).readAllBytes();
      return ClassFile.of().parse(bytes).majorVersion();
    }
  }
}

package dev.sce.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** Compiles classes of a stranger, who has this project on the class path, into a jar. */
final class AddedJar {
  private AddedJar() {}

  /**
   * Makes a jar and returns it.
   *
   * @param sources the sources of classes in the package {@code added}, by class name
   * @param services for each service, the class that provides it
   */
  static Path make(Path folder, Map<String, String> sources, Map<String, String> services)
      throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path written = Files.createDirectories(folder.resolve("sources"));
    List<String> arguments =
        new ArrayList<>(
            List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = written.resolve(source.getKey() + ".java");
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, OutputStream.nullOutputStream(), null, arguments.toArray(String[]::new));
    assertThat(status).as("status of javac").isZero();
    Path jar = folder.resolve("added.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        write(out, classes.relativize(file).toString(), Files.readAllBytes(file));
      }
      for (Map.Entry<String, String> service : services.entrySet()) {
        String provider = "added." + service.getValue();
        write(out, "META-INF/services/" + service.getKey(), provider.getBytes(UTF_8));
      }
    }
    return jar;
  }

  private static void write(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(content);
    out.closeEntry();
  }
}

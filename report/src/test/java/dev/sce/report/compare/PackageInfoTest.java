package dev.sce.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the documentation of the package compiles. */
class PackageInfoTest {
  private static final Path PAGE =
      Path.of("src/main/java/dev/sce/report/compare/package-info.java");

  @Test
  void exampleCompiles(@TempDir Path folder) throws Exception {
    String page = Files.readString(PAGE);
    String begin = "<pre>{@code\n";
    int from = page.indexOf(begin) + begin.length();
    String example = page.substring(from, page.indexOf(" * }</pre>")).replace(" * ", "");
    Path source =
        Files.writeString(
            folder.resolve("Snippet.java"),
            """
            import dev.sce.eval.results.EvaluationDirectory;
            import dev.sce.report.compare.*;
            import java.nio.file.Path;
            class Snippet {
              void run() throws java.io.IOException {
            %s
              }
            }
            """
                .formatted(example));
    StringWriter messages = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));

    boolean compiled;
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      compiled =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
              .call();
    }

    assertThat(compiled).as(messages.toString()).isTrue();
  }
}

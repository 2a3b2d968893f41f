package dev.sce.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.testkit.LeakCheck;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example in the documentation of the package {@code dev.sce} compiles and works. */
@ExtendWith(LeakCheck.class)
class PackageInfoTest {

  @Test
  void exampleOfTheLibraryPackageRuns(@TempDir Path classes) throws Exception {
    String document = Documents.read("core/src/main/java/dev/sce/package-info.java");
    String example = Documents.between(document, "<pre>{@code\n", " * }</pre>").replace(" * ", "");
    compile(example, classes);
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      Runnable snippet =
          (Runnable) loader.loadClass("Snippet").getDeclaredConstructor().newInstance();
      assertThat(Documents.printed(snippet::run)).isEqualTo("Hello, World!\n");
    }
  }

  private static void compile(String statements, Path classes) {
    String source =
        """
        import dev.sce.*;
        public class Snippet implements Runnable {
          @Override public void run() {
            try {
        %s
            } catch (java.io.IOException | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        }
        """
            .formatted(statements);
    StringWriter messages = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    boolean compiled =
        compiler.getTask(messages, null, null, options, null, List.of(new Source(source))).call();
    assertThat(compiled).as(messages.toString()).isTrue();
  }

  /** Source text in memory. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}

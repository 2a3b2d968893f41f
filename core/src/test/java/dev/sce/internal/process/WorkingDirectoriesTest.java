package dev.sce.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sce.ExecutionConfig;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingDirectoriesTest {
  private static final int SOMEBODY_ELSE = 65534;

  @TempDir private Path shared;

  @BeforeEach
  void othersMayWriteThere() throws IOException {
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private static WorkingDirectories create(Path parent) throws IOException {
    return WorkingDirectories.create(ExecutionConfig.builder().temporaryDirectory(parent).build());
  }

  /** Another user of the directory: makes working directories, which tidies up, and ends. */
  static final class Other {
    private Other() {}

    public static void main(String[] args) throws IOException {
      create(Path.of(args[0])).close();
    }
  }

  private void inAnotherJvm() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                shared.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private void inAnotherClassLoader() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(url(entry));
    }
    ClassLoader parent = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), parent)) {
      var main = loader.loadClass(Other.class.getName()).getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[] {shared.toString()});
    }
  }

  private static URL url(String entry) throws MalformedURLException {
    return Path.of(entry).toUri().toURL();
  }

  @Test
  void nobodyTakesTheDirectoriesOfALiveJvm() throws Exception {
    try (WorkingDirectories first = create(shared);
        WorkingDirectories second = create(shared)) {
      inAnotherClassLoader();
      inAnotherJvm();

      assertThat(first.root()).isDirectory();
      assertThat(second.root()).isDirectory();
    }
    assertThat(shared).isEmptyDirectory();
  }

  private Path abandoned(String name, String permissions) throws IOException {
    Path directory = Files.createDirectory(shared.resolve(name));
    Files.createFile(directory.resolve("owner.lock"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    return directory;
  }

  @Test
  void whatADeadJvmOfOursLeftIsRemoved() throws IOException {
    Path left = abandoned("sce-1-abc-1", "rwx------");

    create(shared).close();

    assertThat(left).doesNotExist();
  }

  @Test
  void whatOthersCouldHaveMadeOrChangedIsLeftAlone() throws IOException {
    Path open = abandoned("sce-1-abc-2", "rwxrwxrwx");
    Path target = abandoned("elsewhere", "rwx------");
    Path link = Files.createSymbolicLink(shared.resolve("sce-1-abc-3"), target);
    Path linkedLock = Files.createDirectory(shared.resolve("sce-1-abc-4"));
    Files.createSymbolicLink(linkedLock.resolve("owner.lock"), target.resolve("owner.lock"));

    create(shared).close();

    assertThat(open).isDirectory();
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(target.resolve("owner.lock")).exists();
    assertThat(linkedLock).isDirectory();
  }

  @Test
  void whatBelongsToSomebodyElseIsLeftAlone() throws IOException {
    Path foreign = abandoned("sce-1-abc-5", "rwx------");
    assumeTrue(isRoot(foreign), "only root can give a directory away");
    Files.setAttribute(foreign, "unix:uid", SOMEBODY_ELSE);

    create(shared).close();

    assertThat(foreign.resolve("owner.lock")).exists();
  }

  private static boolean isRoot(Path ours) throws IOException {
    return Files.getAttribute(ours, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0);
  }
}

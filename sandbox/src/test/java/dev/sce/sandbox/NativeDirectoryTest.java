package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeDirectoryTest {
  private static final int SOMEBODY_ELSE = 65534;
  private static final int THREADS = 8;

  @TempDir private Path shared;

  private Path usual() throws IOException {
    return shared.resolve("sce-native-" + Files.getAttribute(shared, "unix:uid"));
  }

  private void assertFallsBack() throws IOException {
    Path found = NativeDirectory.below(shared);

    assertThat(found).isNotEqualTo(usual()).hasParent(shared);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(found)))
        .isEqualTo("rwx------");
    assertThat(NativeDirectory.below(shared)).as("found again").isEqualTo(found);
  }

  @Test
  void theUsualOneIsMadeAndFoundAgain() throws IOException {
    assertThat(NativeDirectory.below(shared)).isEqualTo(usual()).isDirectory();
    assertThat(NativeDirectory.below(shared)).isEqualTo(usual());
  }

  @Test
  void oneThatBelongsToSomebodyElseIsNotUsed() throws IOException {
    assumeTrue(Files.getAttribute(shared, "unix:uid").equals(0), "only root can give it away");
    Files.setAttribute(NativeDirectory.below(shared), "unix:uid", SOMEBODY_ELSE);
    Path second = NativeDirectory.below(shared);
    Files.setAttribute(second, "unix:uid", SOMEBODY_ELSE);

    assertFallsBack();
    assertThat(NativeDirectory.below(shared)).isNotEqualTo(second);
  }

  @Test
  void oneThatOthersMayWriteToIsNotUsed() throws IOException {
    Files.setPosixFilePermissions(
        NativeDirectory.below(shared), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertFallsBack();
  }

  @Test
  void neitherAFileNorALinkIsInTheWay() throws IOException {
    Path elsewhere = Files.createDirectory(shared.resolve("elsewhere"));
    Files.createSymbolicLink(usual(), elsewhere);

    assertFallsBack();
    assertThat(elsewhere).isEmptyDirectory();
    Files.delete(usual());
    Files.createFile(usual());
    assertFallsBack();
  }

  @Test
  void manyCanMakeItAtOnce() throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    Callable<Path> make =
        () -> {
          start.await();
          Path found = NativeDirectory.below(shared);
          NativeDirectory.make(found.resolve("warm"));
          return found;
        };
    List<Future<Path>> made = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int i = 0; i < THREADS; i++) {
        made.add(threads.submit(make));
      }
    }
    for (Future<Path> path : made) {
      assertThat(path.get()).isEqualTo(usual());
    }
  }
}

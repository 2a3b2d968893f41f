package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.ExecutionConfig;
import dev.sce.LimitOverrides;
import dev.sce.Outcome;
import dev.sce.spi.Backend;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Memory that is a file and a mapping at once must count once, also without control groups: with 60
 * MiB of it a program is within 100 MiB.
 */
class LimitsOfMappingsTest extends SandboxFixture {
  private static final String PROPERTY = "sce.cgroups";
  private static final LimitOverrides HUNDRED =
      LimitOverrides.NONE
          .withMemory(DataSize.ofMebibytes(100))
          .withFileSize(DataSize.ofGibibytes(1));

  @Override
  protected Backend open(ExecutionConfig config) throws IOException {
    System.setProperty(PROPERTY, "off");
    try {
      return super.open(config);
    } finally {
      System.clearProperty(PROPERTY);
    }
  }

  private void requireCountedOnce(String python, long mostMebibytes) {
    CommandResult result = python(python, HUNDRED);
    assertThat(result.outcome()).as(result.stderr()).isEqualTo(Outcome.OK);
    assertThat(peakBytes(result)).isBetween(50L << 20, mostMebibytes << 20);
  }

  @Test
  void fileInSharedMemoryThatIsMappedCountsOnce() {
    requireCountedOnce(
        """
        import mmap, os, time
        f = os.open('/dev/shm/big', os.O_CREAT | os.O_RDWR)
        os.ftruncate(f, 60 << 20)
        m = mmap.mmap(f, 60 << 20)
        for i in range(0, 60 << 20, 4096): m[i] = 1
        time.sleep(0.7)
        """,
        80);
  }

  @Test
  void attachedSegmentCountsOnce() {
    requireCountedOnce(
        """
        import ctypes, time
        libc = ctypes.CDLL(None, use_errno=True)
        libc.shmat.restype = ctypes.c_void_p
        at = libc.shmat(libc.shmget(0, 60 << 20, 0o1600), None, 0)
        ctypes.memset(at, 1, 60 << 20)
        time.sleep(0.7)
        """,
        80);
  }

  @Test
  void mappingSharedByManyProcessesCountsOnce() {
    requireCountedOnce(
        """
        import mmap, os, time
        m = mmap.mmap(-1, 50 << 20)
        for i in range(0, 50 << 20, 4096): m[i] = 1
        for n in range(4):
          if os.fork() == 0:
            for i in range(0, 50 << 20, 4096): m[i]
            time.sleep(0.7); os._exit(0)
        time.sleep(0.7)
        for n in range(4): os.wait()
        """,
        100);
  }

  @Test
  void filesAndSharedMappingsAddUp() {
    CommandResult result =
        python(
            """
            import mmap, time
            with open('/dev/shm/big', 'wb') as f:
              for i in range(80): f.write(bytes(1 << 20))
            m = mmap.mmap(-1, 80 << 20)
            for i in range(0, 80 << 20, 4096): m[i] = 1
            time.sleep(1.5)
            """,
            HUNDRED);
    assertThat(result.outcome()).isEqualTo(Outcome.MEMORY_LIMIT);
  }
}

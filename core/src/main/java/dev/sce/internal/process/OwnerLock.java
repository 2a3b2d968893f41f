package dev.sce.internal.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * Shows that the owner of a directory is alive, by a lock that the system drops when it dies.
 *
 * <p>Process ids would not do: the owner may live in another container that shares the directory.
 * But the lock is the process's, whichever class loader took it, and the system drops it as soon as
 * any descriptor of the file is closed. So this process must not so much as look at a lock that is
 * its own: names of directories say whose they are, by process id and time of start.
 */
final class OwnerLock implements AutoCloseable {
  private static final String NAME = "owner.lock";

  /** Its name until it is locked, since one that is not shows that the owner is gone. */
  private static final String NEW = "owner.new";

  private final FileChannel channel;

  private OwnerLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Returns what the names of this process's directories begin with, after a prefix. */
  static String thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return self.pid() + "-" + Long.toString(start, Character.MAX_RADIX) + "-";
  }

  static OwnerLock hold(Path directory) throws IOException {
    Path fresh = directory.resolve(NEW);
    FileChannel channel =
        FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      var _ = channel.lock();
      Files.move(fresh, directory.resolve(NAME));
      return new OwnerLock(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether a directory that is not this process's had an owner who is gone. */
  static boolean isAbandoned(Path directory) {
    Path file = directory.resolve(NAME);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

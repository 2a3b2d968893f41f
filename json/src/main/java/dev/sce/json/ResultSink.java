package dev.sce.json;

import dev.sce.Blob;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where result rows go. Every row is handed to the system in one piece before the next, so that a
 * crash of this program loses none that was written and tears at most the last.
 */
public final class ResultSink implements AutoCloseable {
  private final String label;
  private final OutputStream out;
  private final @Nullable RandomAccessFile file;

  private ResultSink(String label, OutputStream out, @Nullable RandomAccessFile file) {
    this.label = label;
    this.out = out;
    this.file = file;
  }

  /** Returns standard output, which nobody can lock. */
  public static ResultSink standardOutput() {
    return new ResultSink("standard output", new FileOutputStream(FileDescriptor.out), null);
  }

  /**
   * Opens a file and keeps others from writing it; what it holds stays until {@link #keep}.
   *
   * @throws UnusableFileException when another run is writing it
   */
  public static ResultSink file(Path path) throws IOException {
    try {
      Path parent = path.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      if (Files.isDirectory(path)) {
        throw new IOException("it is a directory");
      }
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        return new ResultSink(path.toString(), Files.newOutputStream(path), null);
      }
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      lock(file, path);
      return new ResultSink(path.toString(), stream(file), file);
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      throw new IOException("cannot write " + path + ": " + reason + ": " + e.getFile(), e);
    } catch (IOException e) {
      throw new IOException("cannot write " + path + ": " + e.getMessage(), e);
    }
  }

  /** Drops what is behind the first bytes of a file, and goes on there. */
  public void keep(long validLength) throws IOException {
    if (file != null) {
      file.setLength(validLength);
      file.seek(validLength);
    }
  }

  private static void lock(RandomAccessFile file, Path path) throws IOException {
    FileLock lock;
    try {
      lock = file.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      file.close();
      throw new UnusableFileException("another run is writing " + path + " at this moment");
    }
  }

  private static OutputStream stream(RandomAccessFile file) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        file.write(value);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        file.write(bytes, offset, length);
      }
    };
  }

  /** Writes one whole line. */
  public void write(Blob line) throws IOException {
    try {
      line.writeTo(out);
    } catch (IOException e) {
      throw new IOException("cannot write " + label + ": " + e.getMessage(), e);
    }
  }

  /** Whether what was written can be continued with {@code --resume}. */
  public boolean isResumable() {
    return file != null;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    } else {
      out.flush();
    }
  }
}

package dev.sce.json;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * One input named on the command line.
 *
 * @param name the file, or {@code -} for standard input
 */
public record InputSource(String name) {
  private static final int BUFFER = 1 << 16;

  /** Whether it is standard input. */
  public boolean isStandardInput() {
    return name.equals("-");
  }

  /** Returns the name for messages. */
  public String label() {
    return isStandardInput() ? "standard input" : name;
  }

  /** Whether it is read as one JSON array rather than as lines. */
  public boolean isArray() {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".json") || lower.endsWith(".json.gz");
  }

  /** Whether it can be read twice. */
  public boolean isRegularFile() {
    return !isStandardInput() && Files.isRegularFile(Path.of(name));
  }

  /** Whether it is read through gzip. */
  public boolean isCompressed() {
    return name.toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /** Returns why it cannot be an input, for people; empty when it can. */
  public Optional<String> problem() {
    if (isStandardInput()) {
      return Optional.empty();
    }
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      return Optional.of("no such input: " + name);
    }
    if (Files.isDirectory(path) || !Files.isReadable(path)) {
      return Optional.of("input cannot be read: " + name);
    }
    String lower = name.toLowerCase(Locale.ROOT);
    boolean named = isArray() || lower.endsWith(".jsonl") || lower.endsWith(".jsonl.gz");
    // Pipes, such as a shell's <(...), have names that say nothing; they are read as JSONL.
    if (!named && Files.isRegularFile(path)) {
      return Optional.of(
          "input " + name + " is none of .jsonl, .jsonl.gz, .json, or - for standard input");
    }
    return Optional.empty();
  }

  /** Returns its size on disk; 0 for what has none. */
  public long size() {
    try {
      Path path = Path.of(name);
      return isStandardInput() || !Files.isRegularFile(path) ? 0 : Files.size(path);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Opens it, decompressed; the counter is told of every byte read from the disk. */
  public InputStream open(ByteCounter counter) throws IOException {
    try {
      InputStream raw = isStandardInput() ? System.in : Files.newInputStream(Path.of(name));
      InputStream counted = new BufferedInputStream(counter.counting(raw), BUFFER);
      return isCompressed()
          ? new BufferedInputStream(new GZIPInputStream(counted, BUFFER), BUFFER)
          : counted;
    } catch (EOFException e) {
      throw new IOException("input " + name + " is empty or cut off, so it cannot be gzip", e);
    } catch (NoSuchFileException e) {
      throw new IOException("no such input: " + name, e);
    } catch (IOException e) {
      throw new IOException("input " + name + " cannot be read: " + e.getMessage(), e);
    }
  }
}

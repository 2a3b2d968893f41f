package dev.sce.json;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

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

  /** Whether its name is that of one JSON value rather than of lines. */
  public boolean isArray() {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".json") || lower.endsWith(".json.gz") || lower.endsWith(".json.zst");
  }

  /** Whether its name is that of lines, each of which has a value. */
  boolean isLines() {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".jsonl") || lower.contains(".jsonl.");
  }

  /** Whether it can be read twice. */
  public boolean isRegularFile() {
    return !isStandardInput() && Files.isRegularFile(Path.of(name));
  }

  /** Whether its name says that it is compressed. */
  public boolean isCompressed() {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".gz") || lower.endsWith(".zst") || lower.endsWith(".parquet");
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
    // Pipes, such as a shell's <(...), can be looked at only once.
    return Files.isRegularFile(path) ? problem(path) : Optional.empty();
  }

  private Optional<String> problem(Path file) {
    InputContent content;
    try {
      content = InputContent.of(file);
    } catch (IOException e) {
      return Optional.of("input " + name + " cannot be read: " + e.getMessage());
    }
    return switch (content) {
      case ARROW, ZIP -> Optional.of("input " + name + " " + refusal(content));
      case OTHER ->
          isNamedAsJson()
              ? Optional.empty()
              : Optional.of(
                  "input "
                      + name
                      + " is neither JSON (one array, or one row a line), also compressed by gzip or"
                      + " zstd, nor Parquet");
      default -> Optional.empty();
    };
  }

  private static String refusal(InputContent content) {
    return switch (content) {
      case ARROW -> "is an Arrow file, which is not read; write it as Parquet or JSONL";
      case ZIP -> "is a ZIP archive; unpack it and name the file in it";
      default -> "is Parquet, which can be read only from a file; name the file";
    };
  }

  private boolean isNamedAsJson() {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of(".json", ".jsonl")
        .anyMatch(
            end ->
                lower.endsWith(end) || lower.endsWith(end + ".gz") || lower.endsWith(end + ".zst"));
  }

  /** Whether it is a file of Parquet, which has no bytes that could be read as rows. */
  boolean isParquet() throws IOException {
    return isRegularFile() && InputContent.of(Path.of(name)) == InputContent.PARQUET;
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

  private BufferedInputStream decompressed(BufferedInputStream in) throws IOException {
    InputContent content = look(in);
    return switch (content) {
      case ARROW, ZIP, PARQUET -> throw new IOException(refusal(content));
      case GZIP -> new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
      case ZSTANDARD -> new BufferedInputStream(ZstandardStream.open(in), BUFFER);
      // An empty file is what a broken download leaves.
      case OTHER ->
          name.toLowerCase(Locale.ROOT).endsWith(".gz")
              ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER)
              : in;
      case JSON_ARRAY, JSON_OBJECT -> in;
    };
  }

  /**
   * Looks at what comes next, which stays to be read. Waits for no more than it takes: the first
   * row of a pipe may be all that comes for a long time.
   */
  static InputContent look(BufferedInputStream in) throws IOException {
    in.mark(InputContent.LOOK);
    byte[] head = new byte[InputContent.LOOK];
    int count = 0;
    for (int more = 0;
        more >= 0 && InputContent.isUndecided(head, count);
        count += Math.max(0, more)) {
      more = in.read(head, count, head.length - count);
    }
    in.reset();
    return InputContent.of(Arrays.copyOf(head, count));
  }

  /** Opens it, decompressed; the counter is told of every byte read from the disk. */
  public BufferedInputStream open(ByteCounter counter) throws IOException {
    InputStream raw = null;
    try {
      raw = isStandardInput() ? System.in : Files.newInputStream(Path.of(name));
      return decompressed(new BufferedInputStream(counter.counting(raw), BUFFER));
    } catch (EOFException e) {
      close(raw);
      throw new IOException("input " + name + " is empty or cut off", e);
    } catch (NoSuchFileException e) {
      throw new IOException("no such input: " + name, e);
    } catch (IOException e) {
      close(raw);
      throw new IOException("input " + name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void close(@Nullable InputStream raw) throws IOException {
    if (raw != null) {
      raw.close();
    }
  }
}

package dev.sce.datasets;

import dev.sce.Blob;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Sample;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Samples as files, as evalplus writes them: a folder for each problem, such as {@code
 * HumanEval_0}, with a whole program in each of its files {@code 0.py}, {@code 1.py}, …
 */
final class SampleFolder {
  private static final Pattern PROGRAM = Pattern.compile("\\d{1,9}\\.(?!json|txt|in|out|ans)\\w+");
  private static final long LARGEST = 64 << 20;

  private final Map<String, String> ids = new LinkedHashMap<>();
  private final LanguageTable languages;

  /**
   * Makes a reader.
   *
   * @param problems the ids of all problems; names of folders have {@code _} where they have a
   *     slash
   */
  SampleFolder(List<String> problems, LanguageTable languages) {
    problems.forEach(id -> ids.put(folderName(id), id));
    this.languages = languages;
  }

  /** Whether a folder of it has a file that can be a sample. */
  static boolean isOne(Path file) throws IOException {
    if (!Files.isDirectory(file)) {
      return false;
    }
    for (Path folder : children(file)) {
      if (Files.isDirectory(folder) && !programs(folder).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Reads the samples, one file after the other; in the order of the folders' names. */
  Stream<SampleRow> read(Path file) throws IOException {
    return children(file).stream().filter(Files::isDirectory).flatMap(this::samples);
  }

  private Stream<SampleRow> samples(Path folder) {
    String name = folder.getFileName().toString();
    String id = ids.getOrDefault(name, usualId(name));
    List<SampleRow> rows = new ArrayList<>();
    try {
      for (Path program : programs(folder)) {
        rows.add(sample(program, id, rows.size()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows.stream();
  }

  private SampleRow sample(Path program, String id, int number) throws IOException {
    if (Files.size(program) > LARGEST) {
      String problem = "the file is larger than " + (LARGEST >> 20) + " MiB";
      return new SampleRow.Invalid(program.toString(), id, problem);
    }
    String code = new String(Files.readAllBytes(program), StandardCharsets.UTF_8);
    String language = language(program.getFileName().toString(), code);
    return new SampleRow.Valid(program.toString(), new Sample(id, number, code, true, language));
  }

  /** Returns the language that the name tells; Python is told by the data set. */
  private @Nullable String language(String name, String code) {
    if (name.endsWith(".py")) {
      return null;
    }
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put(name, Blob.ofText(code));
    return languages.recognise(files).map(Language::id).orElse(null);
  }

  private static String folderName(String id) {
    return id.replace('/', '_');
  }

  /** The last {@code _} of a folder's name stands for a slash. */
  private static String usualId(String name) {
    int last = name.lastIndexOf('_');
    return last < 0 ? name : name.substring(0, last) + "/" + name.substring(last + 1);
  }

  private static List<Path> programs(Path folder) throws IOException {
    return children(folder).stream()
        .filter(file -> PROGRAM.matcher(file.getFileName().toString()).matches())
        // Not a pipe, whose opening would wait for its other end.
        .filter(Files::isRegularFile)
        .sorted(Comparator.comparingInt(SampleFolder::number))
        .toList();
  }

  private static int number(Path program) {
    String name = program.getFileName().toString();
    return Integer.parseInt(name.substring(0, name.indexOf('.')));
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (java.nio.file.AccessDeniedException e) {
      throw new InvalidDataException("folder cannot be read: " + folder, e);
    }
  }
}

package dev.sce.datasets.checked;

import dev.sce.Blob;
import dev.sce.datasets.JsonRow;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import dev.sce.judge.program.JudgeConvention;
import dev.sce.judge.program.JudgeProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes judges of checkers in C++, most of which include testlib.h.
 *
 * @param header the user's testlib.h; absent where there is none
 */
record Testlib(@Nullable Blob header) {
  /** No header. */
  static final Testlib NONE = new Testlib(null);

  private static final String NAME = "testlib.h";
  private static final Pattern INCLUDED =
      Pattern.compile("(?m)^([ \\t]*#[ \\t]*include[ \\t]*)[<\"](?:[\\w./]*/)?testlib\\.h[>\"]");

  /** Reads a header. */
  static Testlib read(Path file) {
    try {
      return new Testlib(Blob.of(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new InvalidDataException(
          "--testlib: " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Returns a judge.
   *
   * @param row where the checker is from, for messages
   * @throws InvalidDataException if it needs the header and there is none
   */
  JudgeProgram judge(JsonRow row, String checker) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    // Wherever its author had the header, it is beside the checker here.
    String local = INCLUDED.matcher(checker).replaceAll("$1\"" + NAME + "\"");
    files.put("checker.cpp", Blob.ofText(local));
    if (INCLUDED.matcher(checker).find()) {
      if (header == null) {
        throw row.invalid(
            "checker",
            "includes testlib.h, which does not come with sce; get it from"
                + " https://github.com/MikeMirzayanov/testlib and name it with --testlib FILE");
      }
      files.put(NAME, header);
    }
    return JudgeProgram.of(
        new Program(LanguageTable.standard().find("cpp17").orElseThrow(), files),
        JudgeConvention.TESTLIB);
  }
}

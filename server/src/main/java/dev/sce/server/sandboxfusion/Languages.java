package dev.sce.server.sandboxfusion;

import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that this format has for languages. */
final class Languages {
  /** All of its names, in its order; not all of them are languages of the table. */
  static final List<String> NAMES =
      List.of(
          "python",
          "cpp",
          "nodejs",
          "go",
          "go_test",
          "java",
          "php",
          "csharp",
          "bash",
          "typescript",
          "sql",
          "rust",
          "cuda",
          "lua",
          "R",
          "perl",
          "D_ut",
          "ruby",
          "scala",
          "julia",
          "pytest",
          "junit",
          "kotlin_script",
          "jest",
          "verilog",
          "python_gpu",
          "lean",
          "swift",
          "racket");

  /** Names that stand for another in the table. */
  private static final Map<String, String> TABLE_NAMES =
      Map.of("cpp", "cpp17", "nodejs", "javascript", "R", "r");

  private final LanguageTable table;

  Languages(LanguageTable table) {
    this.table = table;
  }

  /** Returns the table's language; empty if there is none of that name. */
  Optional<Language> find(String name) {
    return table.find(TABLE_NAMES.getOrDefault(name, name));
  }

  /** Whether the format has the name. */
  static boolean isName(String name) {
    return NAMES.contains(name);
  }

  /** Returns what a wrong name is answered with. */
  static String expected() {
    String all = "'" + String.join("', '", NAMES.subList(0, NAMES.size() - 1)) + "'";
    return "Input should be " + all + " or '" + NAMES.getLast() + "'";
  }
}

package dev.sce.judge.language;

import dev.sce.Blob;
import dev.sce.Executable;
import dev.sce.judge.language.JavaTypes.Main;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Finds the class that starts a program of the Java family, and what its files have to be called.
 *
 * <p>Comments, texts and characters are told from code, and declarations from what stands in
 * methods. A text that is no program gives some name; then it does not compile, and nothing else
 * hangs on it.
 */
final class MainClass {
  private static final String JAVA = ".java";
  private static final String NONE = "Main";

  /** Of a full name with its packages, which is an argument. */
  static final int LONGEST = 1000;

  /** What every Java starts comes first, then what is meant to be seen from outside. */
  private static final Comparator<Candidate> BEST =
      Comparator.comparing((Candidate candidate) -> !candidate.main.classic())
          .thenComparing(candidate -> !candidate.namesFile)
          .thenComparing(candidate -> !candidate.main.outermost());

  private MainClass() {}

  /** Returns the name that javac wants for a file of this text. */
  static String fileName(String code, String otherwise) {
    return JavaTypes.of(code)
        .publicType()
        .map(name -> name + JAVA)
        .filter(MainClass::canBeFile)
        .orElse(otherwise);
  }

  /**
   * Returns the files with those in Java called after their public type, as javac wants it. A file
   * keeps its name where no file can have the other one, or another file or folder has it; then
   * javac says what is wrong.
   */
  static SequencedMap<String, Blob> named(SequencedMap<String, Blob> files) {
    LinkedHashMap<String, Blob> named = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    files.keySet().forEach(name -> addWithFolders(taken, name));
    files.forEach(
        (name, content) -> {
          String wanted = name.endsWith(JAVA) ? renamed(name, content) : name;
          boolean free = canBeFile(wanted) && taken.add(wanted);
          named.put(free ? wanted : name, content);
        });
    return named;
  }

  private static void addWithFolders(Set<String> names, String name) {
    names.add(name);
    for (int at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
      names.add(name.substring(0, at));
    }
  }

  /** Types may have names that files cannot: too long ones, or with characters that do not show. */
  private static boolean canBeFile(String name) {
    try {
      Executable.builder().file(name, Blob.EMPTY).build();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String renamed(String name, Blob content) {
    int folder = name.lastIndexOf('/') + 1;
    return name.substring(0, folder) + fileName(content.text(), name.substring(folder));
  }

  /**
   * Returns the full name of the class with a main method; {@code Main} when none is seen. Of
   * several classes that is one with {@code public static void main(String[])}, after which its
   * file is called, which stands in no other; else the first.
   */
  static String of(Map<String, Blob> files) {
    List<Candidate> candidates = new ArrayList<>();
    files.forEach((name, content) -> add(candidates, name, content));
    return candidates.stream()
        .min(BEST)
        .map(Candidate::fullName)
        .filter(name -> name.length() <= LONGEST && name.indexOf('\0') < 0)
        .orElse(NONE);
  }

  /** A class that can be started, with whether its file is called after it. */
  private record Candidate(Main main, String fullName, boolean namesFile) {}

  private static void add(List<Candidate> candidates, String name, Blob content) {
    String base = name.substring(name.lastIndexOf('/') + 1);
    String stem = base.substring(0, Math.max(0, base.lastIndexOf('.')));
    if (name.endsWith(JAVA)) {
      JavaTypes types = JavaTypes.of(content.text());
      for (Main main : types.mains()) {
        String type = main.type().isEmpty() ? stem : main.type();
        candidates.add(new Candidate(main, types.packagePrefix() + type, type.equals(stem)));
      }
    } else if (name.endsWith(".scala") || name.endsWith(".sc")) {
      for (String type : ScalaObjects.mains(content.text())) {
        candidates.add(new Candidate(new Main(type, true, true), type, false));
      }
    }
  }
}

package dev.sce.judge.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Blob;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaTuplesTest {
  private static final String USE =
      """
      import java.util.*;
      import org.javatuples.*;

      public class Use {
        public static String[] answers() {
          Pair<Integer, String> pair = Pair.with(1, "a");
          Triplet<Integer, String, Boolean> triplet = pair.add(true);
          Decade<Integer, Integer, Integer, Integer, Integer, Integer, Integer, Integer, Integer, Integer>
              decade = Decade.fromCollection(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
          List<Pair<Integer, Integer>> pairs = new ArrayList<>();
          pairs.add(Pair.with(2, 1));
          pairs.add(new Pair<>(1, 2));
          Collections.sort(pairs);
          return new String[] {
            pair.toString(),
            "" + pair.equals(new Pair<>(1, "a")) + pair.equals(Pair.with(1, "b")),
            "" + (pair.hashCode() == Pair.with(1, "a").hashCode()),
            "" + triplet + triplet.getValue2() + triplet.getSize(),
            "" + triplet.setAt0("z") + triplet.removeFrom1(),
            "" + decade.getValue9() + decade.contains(5) + decade.indexOf(7),
            "" + Unit.with(new int[] {1, 2}).getValue0().length + Unit.with(null),
            "" + pairs + Pair.fromArray(new String[] {"x", "y"}).toList(),
            "" + Pair.with(1, 2).equals(List.of(1, 2)) + Pair.with(1, 2).compareTo(Unit.with(1)),
          };
        }
      }
      """;

  @Test
  void tuplesOfAllSizesDoWhatSamplesExpect(@TempDir Path folder) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-d", folder.resolve("classes").toString()));
    Path use = Files.writeString(folder.resolve("Use.java"), USE);
    arguments.add(use.toString());
    for (Map.Entry<String, Blob> file : JavaTuples.neededBy(USE).entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling("."));
      arguments.add(Files.writeString(path, file.getValue().text()).toString());
    }

    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));

    assertThat(status).isZero();
    URL[] classes = {folder.resolve("classes").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes)) {
      assertThat((String[]) loader.loadClass("Use").getMethod("answers").invoke(null))
          .containsExactly(
              "[1, a]",
              "truefalse",
              "true",
              "[1, a, true]true3",
              "[z, a, true][1, true]",
              "9true7",
              "2[null]",
              "[[1, 2], [2, 1]][x, y]",
              "false1");
    }
  }

  @Test
  void programsThatDoNotNameThemGetNone() {
    assertThat(JavaTuples.neededBy("class Pair {}")).isEmpty();
  }
}

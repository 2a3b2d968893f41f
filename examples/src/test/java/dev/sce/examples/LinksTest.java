package dev.sce.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between the pages of the documentation lead somewhere, and lead to every page. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final int WIDTH = 100;

  /** A link as it is written, and the page it is on. */
  private record Link(Path page, String target) {
    Path file() {
      String path = target.split("#", 2)[0];
      return path.isEmpty() ? page : page.resolveSibling(path).normalize();
    }

    String anchor() {
      return target.contains("#") ? target.split("#", 2)[1] : "";
    }
  }

  @Test
  void everyRelativeLinkResolves() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      for (Link link : links(page)) {
        boolean found =
            link.anchor().isEmpty()
                ? Files.exists(link.file())
                : Files.isRegularFile(link.file()) && anchors(link.file()).contains(link.anchor());
        if (!found) {
          broken.add(Documents.ROOT.relativize(page) + ": " + link.target());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void theIndexLeadsToEveryPage() throws IOException {
    Set<Path> seen = new HashSet<>();
    Deque<Path> next = new ArrayDeque<>(List.of(Documents.ROOT.resolve("docs/README.md")));
    while (!next.isEmpty()) {
      Path page = next.remove();
      if (seen.add(page)) {
        for (Link link : links(page)) {
          next.addAll(pagesAt(link.file()));
        }
      }
    }
    assertThat(pages()).isSubsetOf(seen);
  }

  @Test
  void readmeHasTheCommandsOfTheProject() throws IOException {
    assertThat(Documents.blocks("README.md", "sh"))
        .containsExactly(
            "./sce run examples/quickstart/predictions.jsonl\n",
            "tar -xzf sce-0.1.0-linux-x86_64.tar.gz\nsce-0.1.0-linux-x86_64/bin/sce doctor\n",
            "mvn verify\n");
  }

  @Test
  void textIsWrappedAlike() throws IOException {
    List<String> wide = new ArrayList<>();
    List<Path> pages = new ArrayList<>(pagesAt(Documents.ROOT.resolve("docs")));
    pages.add(Documents.ROOT.resolve("README.md"));
    for (Path page : pages) {
      String text = FENCE.matcher(Files.readString(page)).replaceAll("");
      text.lines()
          .filter(line -> line.codePointCount(0, line.length()) > WIDTH)
          .filter(line -> !line.stripLeading().startsWith("|") && !line.startsWith("#"))
          .filter(line -> line.strip().contains(" "))
          .forEach(line -> wide.add(Documents.ROOT.relativize(page) + ": " + line));
    }
    assertThat(wide).isEmpty();
  }

  /** Returns every page that people read: those at the root, in docs and of the benchmarks. */
  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of("", "docs", "docs/adr", "benchmarks")) {
      pages.addAll(pagesAt(Documents.ROOT.resolve(folder).normalize()));
    }
    return pages;
  }

  /** Returns the page itself, or the pages directly in a folder. */
  private static List<Path> pagesAt(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (Stream<Path> files = Files.list(path)) {
        return files.filter(LinksTest::isPage).sorted().toList();
      }
    }
    return isPage(path) ? List.of(path) : List.of();
  }

  private static boolean isPage(Path path) {
    return path.toString().endsWith(".md") && Files.isRegularFile(path);
  }

  private static List<Link> links(Path page) throws IOException {
    String text = CODE.matcher(Files.readString(page)).replaceAll("code");
    return LINK.matcher(text)
        .results()
        .map(match -> match.group(1))
        .filter(target -> !target.contains("://"))
        .map(target -> new Link(page, target))
        .toList();
  }

  /** Returns the names by which a page's headings can be linked to, made as GitHub makes them. */
  private static Set<String> anchors(Path page) throws IOException {
    String text = FENCE.matcher(Files.readString(page)).replaceAll("");
    return HEADING
        .matcher(text)
        .results()
        .map(match -> match.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}

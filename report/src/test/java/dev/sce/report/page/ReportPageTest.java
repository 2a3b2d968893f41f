package dev.sce.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.json.Json;
import dev.sce.json.UnusableFileException;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.LanguageTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReportPageTest {
  @TempDir Path folder;

  private Evaluation small() {
    return new Evaluation(folder)
        .add("p/1", Verdict.PASSED, "good", null)
        .add("p/1", Verdict.FAILED, "bad", "expected 1, got 2")
        .add("p/2", Verdict.FAILED, "bad", "expected 17, got 23")
        .add("p/2", Verdict.FAILED, "worse", "Traceback\nValueError: nothing");
  }

  private String page(EvaluationDirectory directory) throws IOException {
    Path file = folder.resolve("report.html");
    Evaluation.page(directory, file);
    return Files.readString(file);
  }

  /** What a block of data holds, as the page's script would unpack it. */
  private static byte[] unpacked(String base64) throws IOException {
    byte[] packed = Base64.getDecoder().decode(base64);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  private static List<JsonNode> details(String page) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    Matcher blocks = Pattern.compile("class=\"block\">([^<]*)<").matcher(page);
    while (blocks.find()) {
      Json.MAPPER.readTree(unpacked(blocks.group(1))).forEach(all::add);
    }
    return all;
  }

  @Test
  void scoresAndVerdictsAreReadWithoutAScript() throws Exception {
    String page = page(small().write());
    // One of four samples passes: half of those of p/1, none of those of p/2.
    assertThat(page)
        .contains("<p class=\"big\">0.250</p>")
        .contains("FAILED</td><td class=\"num\">3</td><td class=\"num quiet\">75.0%</td>")
        .contains("<b>1</b> never solved, <b>0</b> always solved, of 2 problems");
  }

  @Test
  void programsAndMessagesAreInThePage() throws Exception {
    List<JsonNode> details = details(page(small().write()));
    assertThat(details).hasSize(4);
    assertThat(details).extracting(each -> each.path("program").asString()).contains("worse");
    assertThat(details.get(3).path("detail").asString())
        .isEqualTo("Traceback\nValueError: nothing");
  }

  @Test
  void samplesThatAreGoneLeaveAPageThatSaysSo() throws Exception {
    EvaluationDirectory directory = small().write();
    Files.delete(folder.resolve("samples.jsonl"));
    Path file = folder.resolve("report.html");
    ReportPage.Written written = Evaluation.page(directory, file);
    assertThat(written.withoutPrograms()).contains("no such file").contains("samples.jsonl");
    String page = Files.readString(file);
    assertThat(page).contains("Programs are not in this page: no such file");
    assertThat(details(page)).hasSize(4).noneMatch(each -> each.has("program"));
  }

  @Test
  void otherSamplesThanThoseThatWereJudgedAreNotShown() throws Exception {
    EvaluationDirectory directory = small().write();
    Path samples = folder.resolve("samples.jsonl");
    Files.writeString(samples, Files.readString(samples).replace("worse", "other"));
    assertThat(page(directory)).contains("not the sample with index 3 that was judged");
  }

  @Test
  void anEvaluationThatHasNotFinishedIsShownAsFarAsItIs() throws Exception {
    EvaluationDirectory finished = small().write();
    Files.delete(finished.path().resolve("metrics.json"));
    String page = page(EvaluationDirectory.open(finished.path()));
    assertThat(page).contains("The evaluation has not finished", "<p class=\"big\">0.250</p>");
  }

  @Test
  void anEvaluationWithoutRowsIsRefused() throws Exception {
    EvaluationDirectory directory = new Evaluation(folder).write();
    assertThatThrownBy(() -> page(directory))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("has no rows yet");
    assertThat(folder.resolve("report.html")).doesNotExist();
    assertThat(folder.resolve("report.html.tmp")).doesNotExist();
  }

  @Test
  void whatMakesNumbersDoubtfulStandsOnTop() throws Exception {
    String page =
        page(
            small()
                .add("p/2", Verdict.PASSED, "worse", null)
                .add("p/3", Verdict.SANDBOX_FAULT, "x", "no sandbox")
                .metric("judge", "in-process")
                .metric(
                    "problems",
                    Map.of("total", 9, "without_samples", 1, "without_samples_ids", List.of("p/9")))
                .metric("samples", Map.of("total", 6, "look_like_markdown", 2))
                .metric("extraction", Map.of("nothing", 1, "unfinished_reasoning", 3))
                .write());
    String doubts =
        page.substring(page.indexOf("class=\"doubts\""), page.indexOf("class=\"score\""));
    assertThat(doubts)
        .contains("1 of 6 samples without a judgement")
        .contains("1 of 9 problems without samples", "p/9")
        .contains("can forge their verdicts")
        .contains("1 sample with no code block")
        .contains("3 samples whose reasoning never ends")
        .contains("2 samples with a Markdown fence")
        .contains("1 program ran more than once and did not always get the same verdict");
    assertThat(page(small().write())).doesNotContain("class=\"doubts\"");
  }

  @Test
  void thePolicyAllowsThePagesOwnScriptAndStyleOnly() throws Exception {
    String page = page(small().write());
    String policy = page.substring(page.indexOf("default-src"), page.indexOf("<meta name"));
    assertThat(policy.replace("&#39;", "'"))
        .startsWith("default-src 'none'; script-src 'sha256-" + digest(page, "script") + "';")
        .contains("style-src 'sha256-" + digest(page, "style") + "';")
        .doesNotContain("unsafe", "http");
  }

  private static String digest(String page, String element) throws Exception {
    int from = page.indexOf("<" + element + ">") + element.length() + 2;
    byte[] text =
        page.substring(from, page.indexOf("</" + element, from)).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text));
  }

  @Test
  void thePageMakesNoMarkupOfTextsAndLoadsNothing() throws Exception {
    assertThat(page(small().write()))
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
        .doesNotContain("localStorage", "document.cookie", "fetch(")
        .doesNotContainPattern("\\s(src|style|on[a-z]+)=\"")
        .doesNotContainPattern("https?://");
  }

  @Test
  void hostileTextsStayTexts() throws Exception {
    String page = page(Hostile.in(new Evaluation(folder)).write());
    String markup = page.substring(page.indexOf("<body>"), page.indexOf("<script type"));
    assertThat(markup)
        .doesNotContain("<script", "<img", "<iframe", "<meta", "<base", "<link", "<style", "<form")
        .doesNotContain("<object", "<!--", "\0", "\u001b", "\u202e", "\u2066", "\u200b", "\ufeff")
        .doesNotContain("\u2028", "\ue000")
        .contains("&lt;script&gt;document.title", "␀", "⟨202E⟩");
    assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(3);
    assertThat(details(page)).hasSize(2 * Hostile.TEXTS.size());
  }

  @Test
  void detailsStayWithinTheirBudgetAndThePageSaysWhatIsLeftOut() throws Exception {
    Evaluation evaluation = new Evaluation(folder);
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 400; i++) {
      StringBuilder program = new StringBuilder("# " + i + "\n");
      while (program.length() < 4000) {
        program.append(Long.toString(random.nextLong(), 36)).append('\n');
      }
      Verdict verdict = i % 2 == 0 ? Verdict.PASSED : Verdict.FAILED;
      evaluation.add("p" + i % 2, verdict, program.toString(), i == 399 ? "the only one" : null);
    }
    Path file = folder.resolve("report.html");
    long budget = 600_000;
    ReportPage.Written written =
        new ReportPage(evaluation.write(), null, null, LanguageTable.standard(), "sce", budget)
            .write(file);
    String page = Files.readString(file);
    List<JsonNode> details = details(page);
    assertThat(written.withDetails()).isEqualTo(details.size()).isBetween(60, 399);
    assertThat(page).contains("Messages and programs of " + details.size() + " of 400 samples");
    // Of each cause some are there, however late they come.
    assertThat(details).anyMatch(each -> each.path("detail").asString("").equals("the only one"));
    long blocks =
        Pattern.compile("class=\"block\">([^<]*)<")
            .matcher(page)
            .results()
            .mapToLong(block -> block.group(1).length())
            .sum();
    assertThat(blocks * 3 / 4).isLessThanOrEqualTo(budget);
  }

  @Test
  void aPageThatIsThereIsReplacedAsAWhole() throws Exception {
    Path file = Files.writeString(folder.resolve("report.html"), "before");
    Evaluation.page(small().write(), file);
    assertThat(file).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(folder.resolve("report.html.tmp")).doesNotExist();
  }

  @Test
  void groupsHaveTheirIntervals() throws Exception {
    String page =
        page(
            small()
                .metric(
                    "groups",
                    Map.of(
                        "difficulty",
                        List.of(
                            Map.of(
                                "value",
                                "hard",
                                "judged",
                                2,
                                "samples",
                                4,
                                "pass_at_k",
                                List.of(Map.of("k", 1, "value", 0.25, "low", 0.1, "high", 0.5))))))
                .write());
    assertThat(page).contains("By difficulty", "0.250", "0.100 to 0.500");
  }
}

package dev.sce.datasets.livecodebench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Grade;
import dev.sce.judge.TestJudge;
import dev.sce.judge.Verdict;
import dev.sce.judge.call.CallGrader;
import dev.sce.judge.call.CallTask;
import dev.sce.judge.program.StdinGrader;
import dev.sce.judge.program.StdinTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class LiveCodeBenchTest {
  private static final String TESTS =
      "[{\"input\": \"3\\n1 2 3\", \"output\": \"6\\n\", \"testtype\": \"stdin\"}]";

  @TempDir Path folder;

  @Test
  void bothKindsOfTestsAreJudged() throws Exception {
    Path file = problems();
    List<Problem> problems = new LiveCodeBenchDataSet().problems(file).toList();
    StdinTask sum = (StdinTask) problems.get(0).task();
    CallTask twice = (CallTask) problems.get(1).task();

    assertThat(sum.tests()).extracting("name").containsExactly("public/0", "private/0");
    try (TestJudge judge = TestJudge.open()) {
      Grade right =
          judge.grade(new StdinGrader(), sum, "input()\nprint(sum(map(int, input().split())))");
      assertThat(right.detail()).isNull();
      assertThat(judge.grade(new StdinGrader(), sum, "print(6)").verdict())
          .isEqualTo(Verdict.FAILED);
      assertThat(judge.grade(new StdinGrader(), sum, "input(\n").verdict())
          .isEqualTo(Verdict.COMPILE_ERROR);
      Grade call =
          judge.grade(
              new CallGrader(),
              twice,
              "class Solution:\n  def twice(self, xs: List[int], n: int) -> List[int]:\n"
                  + "    return tuple(x * n for x in xs)");
      assertThat(call.detail()).isNull();
      assertThat(call.tests()).hasSize(3);
    }
  }

  @Test
  void samplesOfTheCustomEvaluatorAreRead() throws Exception {
    Path file = folder.resolve("outputs.json");
    Files.writeString(
        file, "[{\"question_id\": \"abc\", \"code_list\": [\"print(1)\", \"print(2)\"]}]");

    List<SampleRow> rows = new LiveCodeBenchDataSet().samples(file).toList();

    assertThat(rows).hasSize(2);
    SampleRow.Valid second = (SampleRow.Valid) rows.get(1);
    assertThat(second.sample().problemId()).isEqualTo("abc");
    assertThat(second.sample().code()).isEqualTo("print(2)");
    assertThat(second.sample().complete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Written by pickle.dumps("tést", protocol=2), 4 and 5.
        "80025805000000" + "74c3a97374" + "71002e",
        "80049509000000" + "00000000" + "8c05" + "74c3a97374" + "942e",
        "80059509000000" + "00000000" + "8c05" + "74c3a97374" + "942e",
      })
  void pickledTextsAreRead(String hex) {
    assertThat(PickledText.read(java.util.HexFormat.of().parseHex(hex))).isEqualTo("tést");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A call of os.system: cos\nsystem\n(S'id'\ntR.
        "636f730a73797374656d0a285327696427" + "0a74522e",
        "80049300000000002e",
        "80024e2e",
        "80025805000000746573",
        "8002580100000061580100000062" + "2e",
        "800258ffffffff61",
        "80028dffffffffffffffff61",
        "",
        "2e",
      })
  void otherPicklesAreRefused(String hex) {
    assertThatThrownBy(() -> PickledText.read(java.util.HexFormat.of().parseHex(hex)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pickle");
  }

  @Test
  void bombsAreRefused() throws IOException {
    String bomb = encoded(" ".repeat(5_000_000));

    assertThatThrownBy(() -> HiddenTests.decode(bomb, 1_000_000)).hasMessageContaining("1000000");
    assertThatThrownBy(() -> HiddenTests.decode("!!!!", 10)).hasMessageContaining("not deflated");
  }

  @Test
  void whatCannotBeDecodedNamesFileLineAndField() throws Exception {
    Path file = folder.resolve("bad.jsonl");
    ObjectNode row = JsonMapper.shared().createObjectNode();
    row.put("question_id", "x").put("metadata", "{}");
    row.put("public_test_cases", "[]").put("private_test_cases", "AAAA");
    Files.writeString(file, row.toString());

    assertThatThrownBy(() -> new LiveCodeBenchDataSet().problems(file).toList())
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("bad.jsonl:1")
        .hasMessageContaining("private_test_cases");
  }

  private Path problems() throws IOException {
    String functional =
        "[{\"input\": \"[1, 2]\\n3\", \"output\": \"[3, 6]\", \"testtype\": \"functional\"}]";
    String hidden = TESTS.replace("1 2 3", "1 2 4").replace("6", "7");
    ObjectNode sum = JsonMapper.shared().createObjectNode();
    sum.put("question_id", "sum").put("metadata", "{}").put("starter_code", "");
    sum.put("public_test_cases", TESTS).put("private_test_cases", encoded(hidden));
    ObjectNode twice = JsonMapper.shared().createObjectNode();
    twice.put("question_id", "twice").put("metadata", "{\"func_name\": \"twice\"}");
    twice.put("public_test_cases", functional);
    String two = functional.substring(1, functional.length() - 1);
    twice.put("private_test_cases", encoded("[" + two + ", " + two + "]"));
    Path file = folder.resolve("test.jsonl");
    Files.writeString(file, sum + "\n" + twice + "\n");
    return file;
  }

  /** Encodes as the authors do, with pickle's protocol 4. */
  private static String encoded(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer pickle = ByteBuffer.allocate(utf8.length + 9).order(ByteOrder.LITTLE_ENDIAN);
    pickle.put((byte) 0x80).put((byte) 4).put((byte) 'X').putInt(utf8.length).put(utf8);
    pickle.put((byte) 0x94).put((byte) '.');
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(pickle.array());
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }
}

package dev.sce.eval.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.Sample;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampleHashTest {
  private static String hash(String code, boolean complete, @Nullable String language) {
    return SampleHash.of(new Sample("p", 0, code, complete, language));
  }

  @Test
  void samplesThatDifferInAnythingHaveDifferentHashes() {
    List<String> hashes =
        Stream.of(
                hash("x", true, null),
                hash("x", true, ""),
                hash("x", false, null),
                hash("?", true, null),
                hash("\ud800", true, null),
                hash("\ud801", true, null),
                hash("", true, "python\0x"),
                hash("x", true, "python"),
                hash("\0x", true, "python"))
            .toList();
    assertThat(hashes).doesNotHaveDuplicates();
    assertThat(hash("x", true, "python")).isEqualTo(hash("x", true, "python"));
  }
}

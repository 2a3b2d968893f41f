package dev.sce.judge.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Blob;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class FilePartsTest {
  @Test
  void partsAreJoinedInTheirOrderAndOtherFilesStay() {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put("other", Blob.ofText("stays"));
    for (String name : FileParts.names("large").reversed()) {
      files.put(name, Blob.ofText(name.substring(name.length() - 1)));
    }
    LinkedHashMap<String, Blob> joined = new LinkedHashMap<>();
    joined.put("other", Blob.ofText("stays"));
    joined.put("large", Blob.ofText("01234567"));
    assertThat(FileParts.joined(files)).isEqualTo(joined);
  }
}

package dev.sce.datasets.encoded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PickleTest {
  @ParameterizedTest
  @CsvSource({
    "80049531000000000000005d94287d94288c05696e707574948c0161948c066f7574707574948c016294757d94286802680368048c0262329475652e, '[{\"input\":\"a\",\"output\":\"b\"},{\"input\":\"a\",\"output\":\"b2\"}]'",
    "80025d71002858010000006171016801652e, '[\"a\",\"a\"]'",
    "80049544010000000000005d9428582c010000787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878944b014a701101004d2c014e8889652e, '[\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\",1,70000,300,null,true,false]'",
    "80045d942e, '[]'",
    "80049506000000000000005d947d94612e, '[{}]'",
    "8004950d000000000000007d948c0161945d944b0161732e, '{\"a\":[1]}'"
  })
  void readsListsDictionariesAndTexts(String pickle, String json) {
    assertThat(Pickle.read(HexFormat.of().parseHex(pickle)).toString()).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80049521000000000000005d948c086275696c74696e73948c057072696e749493948c01789485945294612e",
        "80025d7100635f5f6275696c74696e5f5f0a7072696e740a71015801000000787102857103527104612e",
        "8004950d000000000000005d94473ff8000000000000612e",
        "80049507000000000000004b014b0286942e",
        "",
        "80",
        "80042e",
        "8004285d75",
        "8004652e",
        "800468002e",
        "8c05",
        "8dffffffffffffffff",
        "80045d28752e",
        "800428752e",
        // a list that holds itself
        "80045d71006800612e"
      })
  void refusesWhatCallsAnythingAndWhatIsBroken(String pickle) {
    assertThatThrownBy(() -> Pickle.read(HexFormat.of().parseHex(pickle)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

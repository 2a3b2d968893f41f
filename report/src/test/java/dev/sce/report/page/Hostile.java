package dev.sce.report.page;

import dev.sce.judge.Verdict;
import java.util.List;
import java.util.Map;

/** Texts that try to be more than text, wherever a page shows one. */
final class Hostile {
  static final List<String> TEXTS =
      List.of(
          "<script>document.title='taken'</script>",
          "</script><script>document.title='taken'</script>",
          "<!--<script>",
          "--><svg onload=document.title='taken'>",
          "<img src=x onerror=\"document.title='taken'\">",
          "\"><img src=x onerror=document.title='taken'>",
          "'><iframe src=javascript:alert(1)></iframe>",
          "<a href=\"javascript:document.title='taken'\">x</a>",
          "<meta http-equiv=refresh content=\"0;url=http://127.0.0.1:9/\">",
          "<base href=http://127.0.0.1:9/>",
          "<link rel=stylesheet href=http://127.0.0.1:9/x.css>",
          "<style>*{display:none}</style>",
          "</style></title></textarea><h1>taken</h1>",
          "<form action=http://127.0.0.1:9/><input name=x autofocus onfocus=alert(1)>",
          "<object data=http://127.0.0.1:9/></object>",
          "<div style=\"position:fixed;inset:0;background:url(http://127.0.0.1:9/)\">",
          "&lt;b&gt; &amp; &#x3c;script&#x3e;",
          "${7*7} @if(true) $unsafe{x} {{constructor}} `x`",
          "NUL \0, escape \u001b[31m, bell \u0007, delete \u007f",
          "bidi \u202etxt.exe\u202c and \u2066isolated\u2069",
          "zero\u200bwidth\u200d and \ufeff mark",
          "lone \ud800 halves \udc00",
          "line\u2028separator\u2029s",
          "private \ue000 use",
          "__proto__",
          "constructor",
          "x".repeat(5000),
          "]]></x><![CDATA[",
          "%s %n \\u003cscript\\u003e",
          "' onmouseover='document.title=\"taken\"");

  private Hostile() {}

  /** Adds a problem, a program, a message and a test's name and message of each. */
  static Evaluation in(Evaluation evaluation) {
    for (String text : TEXTS) {
      evaluation.add(
          text,
          Verdict.FAILED,
          "print('''" + text + "''')",
          text,
          List.of(
              Evaluation.test("good", Verdict.PASSED, null),
              Evaluation.test(
                  printable(text), Verdict.FAILED, "expected " + printable(text) + ", got x")));
      evaluation.add("plain", Verdict.RUNTIME_ERROR, "raise ValueError(1)\n" + text, null);
    }
    return evaluation
        .condition("extract", TEXTS.getFirst())
        .condition("checker", TEXTS.get(5))
        .metric(
            "groups",
            Map.of(
                TEXTS.get(1),
                List.of(
                    Map.of(
                        "value",
                        TEXTS.get(4),
                        "pass_at_k",
                        List.of(Map.of("k", 1, "value", 0.5, "low", 0.1, "high", 0.9))))));
  }

  private static String printable(String text) {
    return dev.sce.json.Json.writable(text);
  }
}

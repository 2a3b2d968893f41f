package dev.sce.judge.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Blob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainClassTest {
  private static final String MAIN = " public static void main(String[] a) {} ";

  private static String of(String text) {
    return MainClass.of(Map.of("Main.java", Blob.ofText(text)));
  }

  private static String scala(String text) {
    return MainClass.of(Map.of("main.scala", Blob.ofText(text)));
  }

  private static SequencedMap<String, Blob> files(String... namesAndTexts) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      files.put(namesAndTexts[i], Blob.ofText(namesAndTexts[i + 1]));
    }
    return files;
  }

  @Test
  void theClassAroundMainIsFound() {
    assertThat(of("class A {} class B {" + MAIN + "}")).isEqualTo("B");
    assertThat(of("class A { class In {} " + MAIN + "} class B {}")).isEqualTo("A");
    assertThat(of("class A { class In { int x; } void f() { {} } } class B { " + MAIN + "}"))
        .isEqualTo("B");
    assertThat(of("package a.b;\nrecord R() {" + MAIN + "}")).isEqualTo("a.b.R");
    assertThat(of("@Deprecated package a . b; enum E { X;" + MAIN + "}")).isEqualTo("a.b.E");
    assertThat(of("interface I { static void main(String... a) {} }")).isEqualTo("I");
    assertThat(of("class Out { static class In {" + MAIN + "} }")).isEqualTo("Out$In");
    assertThat(of("class R<T extends Comparable<T>> {" + MAIN + "}")).isEqualTo("R");
    assertThat(of("int x;")).isEqualTo("Main");
    assertThat(MainClass.fileName("  public final class C {}", "Main.java")).isEqualTo("C.java");
    assertThat(MainClass.fileName("import x;public record C() {}", "Main.java"))
        .isEqualTo("C.java");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// This class reads two numbers\n%s",
        "/** Main class for sums; a record of them, public class Old { */ %s",
        "/* } */ @SuppressWarnings({\"unchecked\", \"class X\"}) %s",
        "@interface Note { String[] value() default {}; } @Note({\"a\"}) %s",
        "class Helper { // static void main(String[] a)\n int x; } %s",
        "class Helper { String s = \"public static void main(String[] a) {\"; } %s",
        "class Helper { String s = \"\"\"\n class T { \\\"\"\" \" \"\"\"; } %s",
        "class Helper { boolean f(char c) { return c == '{' || c == '\\'' || c == '\"'; } } %s",
        "class Helper { Class<?> c = Helper.class; int record = 1; } %s",
        "class Helper { void f() { class Local {" + MAIN + "} } } %s",
        "class Helper { Object o = new Object() {" + MAIN + "}; } %s",
        "class Helper { void main(int x) {} static void main(String a, int b) {} } %s",
        "class Helper { void main() {} } %s",
        "record Pair(@Note({1, 2}) int a, int b) {} %s",
        "class Helper { Runnable r = f(() -> { class X {} }); } %s",
        "class H\\u0065lper { String s = \"\\u005c\"\"; char c = '\\u007b'; } %s",
      })
  void wordsThatDeclareNothingDoNotCount(String text) {
    String source = text.formatted("public class Right {" + MAIN + "}");
    assertThat(of(source)).as(source).isEqualTo("Right");
    assertThat(MainClass.fileName(source, "Main.java")).as(source).isEqualTo("Right.java");
  }

  @Test
  void fileKeepsItsNameWhereNoFileCanBeCalledAfterItsType() {
    // 125 letters of two bytes and ".java" are 255 bytes, the most that a file system takes.
    for (int letters : new int[] {125, 126}) {
      String type = "é".repeat(letters);
      assertThat(MainClass.named(files("Main.java", "public class " + type + " {}")).keySet())
          .containsExactly(letters == 125 ? type + ".java" : "Main.java");
    }
    String deep = "d/".repeat(1000);
    assertThat(
            MainClass.named(files(deep + "A.java", "public class " + "b".repeat(50) + " {}"))
                .keySet())
        .containsExactly(deep + "A.java");
    assertThat(MainClass.named(files("Main.java", "public class A\0B {}")).keySet())
        .containsExactly("Main.java");
    assertThat(of("class A\0B {" + MAIN + "}")).isEqualTo("Main");
    assertThat(scala("object `a\0b` extends App")).isEqualTo("Main");
  }

  @Test
  void fileKeepsItsNameWhereAnotherFileOrFolderHasTheNameOfItsType() {
    assertThat(MainClass.named(files("A.java", "public class B {}", "B.java/x", "")).keySet())
        .containsExactly("A.java", "B.java/x");
    assertThat(MainClass.named(files("B.java/x/y", "", "A.java", "public class B {}")).keySet())
        .containsExactly("B.java/x/y", "A.java");
    assertThat(
            MainClass.named(files("A.java", "public class C {}", "B.java", "public class C {}"))
                .keySet())
        .containsExactly("C.java", "B.java");
    assertThat(
            MainClass.named(files("A.java", "public class B {}", "B.java", "public class A {}"))
                .keySet())
        .containsExactly("A.java", "B.java");
  }

  @Test
  void ofSeveralMainsTheOneThatIsMeantStarts() {
    assertThat(of("class A {" + MAIN + "} class Main {" + MAIN + "}")).isEqualTo("Main");
    assertThat(of("class A {" + MAIN + "} class B {" + MAIN + "}")).isEqualTo("A");
    assertThat(of("class A { static class In {" + MAIN + "} } class B {" + MAIN + "}"))
        .isEqualTo("B");
    assertThat(of("class A { void main() {} } class B {" + MAIN + "}")).isEqualTo("B");
    assertThat(of("class A { void main() {} }")).isEqualTo("A");
    assertThat(of("void main() {}")).isEqualTo("Main");
    assertThat(of("class A { private static void main(String[] a) {} }")).isEqualTo("Main");
    assertThat(of("class A { public static void main(final java.lang.String a[]) {} }"))
        .isEqualTo("A");
    assertThat(
            MainClass.of(
                files(
                    "a/Help.java",
                    "class X {}",
                    "a/Run.java",
                    "package a; class Run {" + MAIN + "}")))
        .isEqualTo("a.Run");
  }

  @Test
  void filesAreCalledAfterTheirPublicType() {
    var named =
        MainClass.named(
            files(
                "src/solution.java", "public class Answer {}",
                "Other.java", "class Elsewhere {}",
                "Taken.java", "public class Other {}",
                "notes.txt", "public class None {}"));
    assertThat(named.keySet())
        .containsExactly("src/Answer.java", "Other.java", "Taken.java", "notes.txt");
  }

  @Test
  void objectsOfScalaAreFound() {
    String main = "def main(args: Array[String]): Unit = println(1)";
    assertThat(scala("// The object below\nobject Right { " + main + " }")).isEqualTo("Right");
    assertThat(scala("/* /* object A */ object B */ object Right extends App { }"))
        .isEqualTo("Right");
    assertThat(scala("class A { }\nobject Right extends Base with App {}")).isEqualTo("Right");
    assertThat(scala("case object None\nobject Right {\n" + main + "\n}")).isEqualTo("Right");
    assertThat(
            scala("object A { val s = \"\"\"def main( \" \"\"\" }\nobject Right { " + main + "}"))
        .isEqualTo("Right");
    assertThat(scala("package a.b\npackage c\nobject Right:\n  " + main)).isEqualTo("a.b.c.Right");
    assertThat(scala("package a { object Right { " + main + " } }")).isEqualTo("a.Right");
    assertThat(scala("object A { val c = '}'; val d = 'x }\n@main def run() = println(1)"))
        .isEqualTo("run");
    assertThat(scala("object A:\n  def f = 1\n\nclass B:\n  def main(a: Int) = 1\n"))
        .isEqualTo("Main");
  }

  @Test
  void namesThatNoFileOrArgumentCanHaveAreNotTaken() {
    String name = "A".repeat(300);
    assertThat(MainClass.fileName("public class " + name + " {}", "Main.java"))
        .isEqualTo("Main.java");
    assertThat(of("package " + "a.".repeat(1000) + "b;\nclass A {" + MAIN + "}")).isEqualTo("Main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'",
        "\"",
        "\"\"\"",
        "/*",
        "`",
        "\\",
        "\\u",
        "\\u00",
        "'\\",
        "}",
        ")",
        "class",
        "void main(",
        "package",
        "package a",
        "object",
        "def",
        "@main def",
        "1",
        "{(}",
        "record R(",
        "\"\\"
      })
  void brokenTextsGiveSomeName(String text) {
    assertThat(of(text)).isEqualTo("Main");
    assertThat(scala(text)).isEqualTo("Main");
    assertThat(MainClass.fileName(text, "Main.java")).isEqualTo("Main.java");
  }

  @Test
  void prologIsToldFromPerl() {
    for (String text :
        List.of(":- use_module(x).\nmain.", "main :-\n  true.", "f(X, Y) :-\n", "f(X,\n Y) :-\n")) {
      LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
      files.put("a.pl", Blob.ofText(text));
      assertThat(LanguageTable.standard().recognise(files).orElseThrow().id()).isEqualTo("prolog");
    }
    LinkedHashMap<String, Blob> perl = new LinkedHashMap<>();
    perl.put("a.pl", Blob.ofText("my $x = <>;\nprint $x;\n"));
    assertThat(LanguageTable.standard().recognise(perl).orElseThrow().id()).isEqualTo("perl");
  }
}

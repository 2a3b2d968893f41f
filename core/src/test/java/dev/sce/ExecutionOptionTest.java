package dev.sce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The builders, their defaults and their documentation say the same as {@link ExecutionOption}. */
class ExecutionOptionTest {
  /** Set several options at once, or one that has its own method. */
  private static final Set<String> SHORTHANDS = Set.of("overrideLimits", "defaultTimeout");

  private static final Set<ExecutionOption> DEFAULT_IN_WORDS =
      EnumSet.of(
          ExecutionOption.WORKERS,
          ExecutionOption.MAX_IN_FLIGHT,
          ExecutionOption.MAX_IDLE_PROGRAMS,
          ExecutionOption.LIMITS,
          ExecutionOption.STACK,
          ExecutionOption.TEMPORARY_DIRECTORY,
          ExecutionOption.DEBUG_DIRECTORY,
          ExecutionOption.WRITE_FAILURE_LISTENER,
          ExecutionOption.LISTENER,
          ExecutionOption.INDEPENDENT_AFTER);

  private static Set<String> setters(Class<?> type, String prefix) {
    return Stream.of(type.getMethods())
        .filter(method -> method.getReturnType() == type && method.getParameterCount() == 1)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .map(Method::getName)
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
        .collect(Collectors.toSet());
  }

  @Test
  void everyOptionOfTheBuilderIsListed() {
    Set<String> options = new TreeSet<>(setters(ExecutionConfig.Builder.class, ""));
    options.removeAll(SHORTHANDS);
    options.addAll(setters(LimitOverrides.class, "with"));
    assertThat(keys()).containsAll(options);
  }

  @Test
  void everyListedOptionCanBeSet() {
    Set<String> options = new TreeSet<>(setters(ExecutionConfig.Builder.class, ""));
    options.addAll(setters(LimitOverrides.class, "with"));
    options.addAll(setters(Command.class, "with"));
    options.addAll(setters(Executable.Builder.class, ""));
    assertThat(options).containsAll(keys());
  }

  private static List<String> keys() {
    return Stream.of(ExecutionOption.values()).map(ExecutionOption::key).toList();
  }

  @ParameterizedTest
  @EnumSource(ExecutionOption.class)
  void defaultIsTheOneThatHolds(ExecutionOption option) throws Exception {
    if (!DEFAULT_IN_WORDS.contains(option)) {
      assertThat(text(value(option))).isEqualTo(option.defaultText());
    }
  }

  /** Returns the value of an option in what has it. */
  private static Object value(ExecutionOption option) throws ReflectiveOperationException {
    for (Object owner : List.of(ExecutionConfig.defaults(), Limits.DEFAULT, Command.of("true"))) {
      for (Method method : owner.getClass().getMethods()) {
        if (method.getName().equals(option.key()) && method.getParameterCount() == 0) {
          return method.invoke(owner);
        }
      }
    }
    throw new AssertionError("nothing has " + option);
  }

  private static String text(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.isEmpty() ? "none" : text(optional.get());
      case Collection<?> values -> values.isEmpty() ? "none" : values.toString();
      case Map<?, ?> values -> values.isEmpty() ? "none" : values.toString();
      case Boolean on -> on ? "yes" : "no";
      case Duration time -> time.equals(Limits.UNLIMITED) ? "unlimited" : time.toSeconds() + "s";
      default -> value.toString().toLowerCase(Locale.ROOT);
    };
  }

  @Test
  void javadocOfTheBuilderStatesTheDefaults() throws IOException {
    String source = Files.readString(Path.of("src/main/java/dev/sce/ExecutionConfig.java"));
    Set<String> setters = setters(ExecutionConfig.Builder.class, "");
    for (ExecutionOption option : ExecutionOption.values()) {
      if (setters.contains(option.key())) {
        assertThat(javadoc(source, option.key())).contains("default: " + option.defaultText());
      }
    }
  }

  /** Returns the documentation of a method of the builder as plain text. */
  private static String javadoc(String source, String method) {
    Matcher matcher =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public Builder " + method + "\\(", Pattern.DOTALL)
            .matcher(source);
    assertThat(matcher.find()).as("documentation of " + method).isTrue();
    String plain = matcher.group(1).replaceAll("\\n\\s+\\*\\s+|\\s+", " ");
    plain = plain.replaceAll("\\{@code ([^}]*)}", "$1");
    return Pattern.compile("\\{@link \\w+#(\\w+)}")
        .matcher(plain)
        .replaceAll(link -> link.group(1).toLowerCase(Locale.ROOT));
  }
}

package dev.sce.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sce.spi.WarmModule;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that keep the modules apart. */
class ArchitectureTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.sce");

  @Test
  void coreKnowsNoApplication() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.sce", "dev.sce.spi", "dev.sce.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.sce.json..",
            "dev.sce.judge..",
            "dev.sce.datasets..",
            "dev.sce.eval..",
            "dev.sce.sandbox..",
            "dev.sce.cli..",
            "dev.sce.testkit..")
        .check(CLASSES);
  }

  @Test
  void nobodyTouchesTheInternalsOfCore() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.sce", "dev.sce.spi", "dev.sce.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.sce.internal..")
        .check(CLASSES);
  }

  @Test
  void backendsDoNotKnowThePipeline() {
    noClasses()
        .that()
        .resideInAPackage("dev.sce.internal.process..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.sce.internal.pipeline..")
        .check(CLASSES);
    slices().matching("dev.sce.internal.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theLibraryNeverPrintsOrEndsTheJvm() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.sce.cli..", "dev.sce.testkit..", "dev.sce.examples..", "dev.sce.benchmarks..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "addShutdownHook", Thread.class)
        .check(CLASSES);
  }

  /** Also what lies beside the class path of this test, such as the benchmarks. */
  @Test
  void noTwoModulesShareAPackage() throws IOException {
    Map<String, Set<String>> modulesByPackage = new TreeMap<>();
    for (Path source : mainSources()) {
      String module = ROOT.relativize(source).getName(0).toString();
      Path folder = ROOT.resolve(module).resolve("src/main/java").relativize(source).getParent();
      modulesByPackage.computeIfAbsent(String.valueOf(folder), _ -> new TreeSet<>()).add(module);
    }
    assertThat(modulesByPackage).containsKeys("dev/sce", "dev/sce/cli", "dev/sce/benchmarks");
    assertThat(modulesByPackage.values()).allSatisfy(modules -> assertThat(modules).hasSize(1));
  }

  private static List<Path> mainSources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT)) {
      for (Path module : modules) {
        Path main = module.resolve("src/main/java");
        if (Files.isDirectory(main)) {
          try (Stream<Path> files = Files.walk(main)) {
            files
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.endsWith("module-info.java"))
                .forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }

  @Test
  void readingJsonKnowsNothingOfPrograms() {
    noClasses()
        .that()
        .resideInAPackage("dev.sce.json")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.sce.json.rows..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandParsesCommandLines() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sce.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }

  @Test
  void coreNeedsNoLibraryForJson() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.sce", "dev.sce.spi", "dev.sce.internal..", "dev.sce.sandbox..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "com.fasterxml..")
        .check(CLASSES);
  }

  @Test
  void commandLineClassesAreNotForOthers() {
    classes()
        .that()
        .resideInAPackage("dev.sce.cli..")
        .and()
        .doNotHaveSimpleName("Main")
        .and()
        .areTopLevelClasses()
        .should()
        .notBePublic()
        .check(CLASSES);
  }

  /** Each floor of the house, and those above it, which it does not know. */
  @ParameterizedTest
  @CsvSource({
    "dev.sce.json.., dev.sce.judge.. dev.sce.datasets.. dev.sce.eval..",
    "dev.sce.judge.., dev.sce.datasets.. dev.sce.eval..",
    "dev.sce.datasets.., dev.sce.eval..",
    "dev.sce.eval.., dev.sce.compat..",
  })
  void noFloorKnowsThoseAbove(String floor, String above) {
    noClasses()
        .that()
        .resideInAPackage(floor)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above.split(" "))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.sce.cli..", "dev.sce.sandbox..", "dev.sce.compat..")
        .check(CLASSES);
    // A module for warm interpreters is all that judging adds to what executes.
    noClasses()
        .that()
        .resideInAPackage(floor)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.sce.spi..").and(not(belongToAnyOf(WarmModule.class))))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"judge", "datasets"})
  void roomsHaveNoCycles(String module) {
    slices().matching("dev.sce." + module + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void metricsDependOnNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.sce.eval.metrics..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify.annotations..", "dev.sce.eval.metrics..")
        .check(CLASSES);
  }

  @Test
  void judgingStartsNoProcesses() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.sce.json..", "dev.sce.judge..", "dev.sce.datasets..", "dev.sce.eval..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .check(CLASSES);
  }
}

package dev.sce.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sce.spi.WarmModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that keep the modules apart. */
class ArchitectureTest {
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

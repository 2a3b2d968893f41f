/** Judges samples: tasks, graders, checkers and languages. */
// The modules that resources are exported to are compiled later.
@SuppressWarnings("module")
module dev.sce.judge {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires transitive dev.sce;
  requires transitive dev.sce.json;

  exports dev.sce.judge;
  exports dev.sce.judge.call;
  exports dev.sce.judge.checker;
  exports dev.sce.judge.harness;
  exports dev.sce.judge.language;
  exports dev.sce.judge.program;
  exports dev.sce.judge.python;
  exports dev.sce.judge.text;
  exports dev.sce.judge.resource to
      dev.sce.compat,
      dev.sce.datasets;

  uses dev.sce.judge.checker.CheckerProvider;

  provides dev.sce.spi.WarmModule with
      dev.sce.judge.python.PythonJudgeModule;
}

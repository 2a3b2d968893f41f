/** The data sets: their problems, samples and graders. */
@SuppressWarnings("module") // the server is built later
module dev.sce.datasets {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires org.slf4j;
  requires transitive dev.sce.judge;
  requires org.snakeyaml.engine;

  exports dev.sce.datasets;
  exports dev.sce.datasets.encoded to
      dev.sce.server;
  exports dev.sce.datasets.jsonl to
      dev.sce.server;

  // Where the Python files lie that the classes of these packages read.
  opens dev.sce.datasets.checked to
      dev.sce.judge;
  opens dev.sce.datasets.verifiable to
      dev.sce.judge;

  uses dev.sce.datasets.DataSet;

  provides dev.sce.datasets.DataSet with
      dev.sce.datasets.python.HumanEval,
      dev.sce.datasets.python.EvalPlus.HumanEvalPlus,
      dev.sce.datasets.python.Mbpp,
      dev.sce.datasets.python.EvalPlus.MbppPlus,
      dev.sce.datasets.python.EvalPlus.EvoEval,
      dev.sce.datasets.python.Gsm8k,
      dev.sce.datasets.apps.AppsDataSet,
      dev.sce.datasets.codecontests.CodeContestsDataSet,
      dev.sce.datasets.livecodebench.LiveCodeBenchDataSet,
      dev.sce.datasets.answers.LiveCodeBenchAnswers.Execution,
      dev.sce.datasets.answers.LiveCodeBenchAnswers.TestOutput,
      dev.sce.datasets.answers.CruxEval.Input,
      dev.sce.datasets.answers.CruxEval.Output,
      dev.sce.datasets.testprograms.TestProgramSet.BigCodeBench,
      dev.sce.datasets.testprograms.TestProgramSet.ClassEval,
      dev.sce.datasets.testprograms.TestProgramSet.KodCode,
      dev.sce.datasets.multilingual.HumanEvalX,
      dev.sce.datasets.multilingual.MultiPlE,
      dev.sce.datasets.contest.ContestDataSet,
      dev.sce.datasets.checked.CodeforcesDataSet,
      dev.sce.datasets.checked.CodeContestsPlusDataSet,
      dev.sce.datasets.verifiable.VerifiableDataSet,
      dev.sce.datasets.jsonl.JsonlDataSet;
}

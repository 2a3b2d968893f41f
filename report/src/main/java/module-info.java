/** What people look at after an evaluation: reports and comparisons. */
@SuppressWarnings({"module", "requires-automatic"})
module dev.sce.report {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires gg.jte.runtime;
  requires static java.compiler; // generated classes say that they are
  requires transitive dev.sce.eval;

  exports dev.sce.report.compare;
  exports dev.sce.report.page to
      dev.sce.cli;
}

/** The command {@code sce}. */
module dev.sce.cli {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires dev.sce.eval;
  requires dev.sce.report;
  requires dev.sce.sandbox;
  requires dev.sce.server;
  requires info.picocli;
  requires jdk.unsupported;
  requires me.tongfei.progressbar;

  opens dev.sce.cli to
      info.picocli;
}

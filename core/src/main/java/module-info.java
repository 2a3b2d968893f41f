/** Runs untrusted programs; the library that everything else is built on. */
// The modules that the last package is exported to are compiled later.
@SuppressWarnings("module")
module dev.sce {
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.sce;
  exports dev.sce.spi;
  exports dev.sce.support to
      dev.sce.sandbox,
      dev.sce.json,
      dev.sce.judge,
      dev.sce.datasets,
      dev.sce.eval,
      dev.sce.compat,
      dev.sce.server,
      dev.sce.cli;

  uses dev.sce.spi.BackendProvider;
  uses dev.sce.spi.ResultStoreProvider;
  uses dev.sce.spi.WarmModule;

  provides dev.sce.spi.BackendProvider with
      dev.sce.internal.process.ProcessProvider;
}

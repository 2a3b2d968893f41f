/** Runs untrusted programs; the library that everything else is built on. */
module dev.sce {
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.sce;
  exports dev.sce.spi;

  uses dev.sce.spi.BackendProvider;
  uses dev.sce.spi.ResultStoreProvider;
  uses dev.sce.spi.WarmModule;

  provides dev.sce.spi.BackendProvider with
      dev.sce.internal.process.ProcessProvider;
}

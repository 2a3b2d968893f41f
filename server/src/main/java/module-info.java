/** The engine over HTTP. */
module dev.sce.server {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires org.slf4j;
  requires transitive dev.sce.eval;
  requires io.netty.codec;
  requires io.vertx.core;
  requires micrometer.core;
  requires micrometer.registry.prometheus;

  exports dev.sce.server;
}

package dev.sce.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the command line parser the version of this program. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {Main.version()};
  }
}

"""The version of the package, which is that of the engine it brings along."""

__version__ = "0.1.0.dev0"

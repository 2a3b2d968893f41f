"""Tests of the Python judge's modules, without a sandbox: pytest judge/src/test/python"""

import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGE = os.path.join(HERE, "..", "..", "main", "python")
sys.path.insert(0, os.path.normpath(PACKAGE))

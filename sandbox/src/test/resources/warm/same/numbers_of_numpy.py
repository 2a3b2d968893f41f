#: needs numpy
import sys
import numpy as np
print(np.arange(6).reshape(2, 3) @ np.ones((3, 2)), np.__version__, np.linalg.det(np.eye(3)))
np.random.seed(3); print(np.random.rand(2), np.random.default_rng(5).integers(0, 9, 3))
print(np.array([1.5, float("nan")]), np.get_printoptions(), np.geterr())
try:
    np.zeros(3) @ np.zeros(4)
except ValueError:
    import traceback; traceback.print_exc()
np.array([1]) / 0
import os
print({k: v for k, v in os.environ.items() if "THREADS" in k})

"""Plans, evidence and promises of a service-improvement programme."""

import os

# Matrices here are small and many: on busy processors the threads of OpenBLAS wait for each other up to thirty times
# longer than one alone computes. It reads this once, when numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

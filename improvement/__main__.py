"""`python -m improvement COMMAND`."""

import sys

from improvement.cli import main

sys.exit(main(sys.argv[1:]))

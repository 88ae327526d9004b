"""python -m improvement.samples [--plans FOLDER]: write the sample programmes."""

import argparse
from pathlib import Path

from improvement.samples.build import write_samples


def main() -> None:
    """Write the sample programmes and say how many files that were."""
    parser = argparse.ArgumentParser(prog="python -m improvement.samples", description="Write the sample programmes.")
    parser.add_argument("--plans", type=Path, default=Path("plans"), help="the plans folder (default: plans)")
    folder = parser.parse_args().plans
    print(f"{len(write_samples(folder))} files in {folder}")


if __name__ == "__main__":
    main()

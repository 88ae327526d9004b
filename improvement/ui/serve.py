"""Start Streamlit on app.py. A program of its own, because the command line must not import Streamlit."""

import sys
from pathlib import Path

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli


def main(arguments: list[str]) -> None:
    """Run the app with Streamlit's own command line; arguments are passed through."""
    # Streamlit takes a folder named pages/ for its old page discovery until app.py has run once: a deep link that is
    # the first request after a start (a QR code) would then run a bare page without navigation.
    PagesManager.uses_pages_directory = False
    app = Path(__file__).resolve().parents[2] / "app.py"
    sys.argv = ["streamlit", "run", str(app), *arguments]
    cli.main()


if __name__ == "__main__":
    main(sys.argv[1:])

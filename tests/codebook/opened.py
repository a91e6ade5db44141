"""Opens pages of the app in a process of its own, with the codebook of MAJLIS_CODEBOOK, and prints what they say as JSON:

python -m tests.codebook.opened explore/topics analyse/export
"""

import json
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "app.py"


def said(page: str) -> dict[str, list[str]]:
    """Exceptions, errors, warnings, and the alternative texts of the charts."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.switch_page(f"pages/{page}.py")
    app.run()
    return {
        "exceptions": [e.message for e in app.exception],
        "errors": [e.value for e in app.error],
        "warnings": [w.value for w in app.warning],
        "charts": [chart.proto.alt + chart.proto.spec for chart in app.get("plotly_chart")],
    }


if __name__ == "__main__":
    print(json.dumps({page: said(page) for page in sys.argv[1:]}))

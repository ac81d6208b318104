"""Records drawn for people: a table (Rich) and Markdown. Reads plain records, knows nothing of spaCy.

`rows.py` folds a record into what both show; `figures.py` writes a quantity the way an editor would.
"""

from factx.render.markdown import render_markdown
from factx.render.table import render_table

__all__ = ["render_markdown", "render_table"]

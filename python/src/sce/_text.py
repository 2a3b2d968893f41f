"""Finds the program in what a model wrote."""

from __future__ import annotations

import re
from typing import Optional

FENCE = re.compile(r"^[ \t]*(```+|~~~+)[ \t]*([\w+#.-]*)[^\n`]*\n(.*?)^[ \t]*\1[ \t]*$", re.DOTALL | re.MULTILINE)
OPEN_FENCE = re.compile(r"^[ \t]*(?:```+|~~~+)[ \t]*([\w+#.-]*)[^\n`]*\n(.*)\Z", re.DOTALL | re.MULTILINE)
THOUGHTS_END = "</think>"
THOUGHTS_BEGIN = "<think>"


def program_in(text: str) -> Optional[str]:
    """The last fenced block after the model's thoughts; None if there is no block, or the thoughts do not end.

    >>> program_in("Sure!\\n```python\\nprint(1)\\n```\\nDone.")
    'print(1)\\n'
    >>> program_in("<think>```\\nx\\n```") is None
    True
    """
    if THOUGHTS_END in text:
        text = text.rsplit(THOUGHTS_END, 1)[1]
    elif THOUGHTS_BEGIN in text:
        return None
    blocks = FENCE.findall(text)
    if blocks:
        return str(blocks[-1][2])
    cut_off = OPEN_FENCE.search(text)
    return cut_off.group(2) if cut_off else None

"""The Node.js of the tests: the wheel in the virtual environment brings one of the right version."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

NODE = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node") or "node"

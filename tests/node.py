"""The Node.js of the tests: `make test` installs a wheel of it, and the packages of frontend/package-lock.json."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run_node(
    *arguments: str | Path, stdin: str = "", check: bool = True, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run Node.js in the project; raises RuntimeError saying what to do where something is missing."""
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    if node is None or not (ROOT / "frontend/node_modules/esbuild").is_dir():
        missing = "Node.js" if node is None else "frontend/node_modules"
        raise RuntimeError(f"{missing} is missing: run `make test`, which installs it from the locks")
    run = subprocess.run(
        [node, *map(str, arguments)], input=stdin, capture_output=True, text=True, encoding="utf-8", cwd=cwd
    )
    if check and run.returncode:
        raise RuntimeError(f"node {arguments[0]} failed:\n{run.stdout[-4000:]}{run.stderr[-4000:]}")
    return run

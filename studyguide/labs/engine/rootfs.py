"""The root filesystems that the stand-ins start from."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections import defaultdict
from pathlib import Path

from studyguide.labs.engine.packages import KEYRING
from studyguide.labs.engine.place import EngineError, Place

SUITES = {"debian-12.tar": "bookworm", "debian-13.tar": "trixie"}
BUSYBOX_FOLDERS = "bin dev etc home proc root sys tmp usr/bin usr/sbin var/spool/mail var/www"
USERS = """\
root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
bin:x:2:2:bin:/bin:/bin/false
sys:x:3:3:sys:/dev:/bin/false
sync:x:4:100:sync:/bin:/bin/sync
mail:x:8:8:mail:/var/spool/mail:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
operator:x:37:37:Operator:/var:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
"""
GROUP = """\
root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
lp:x:7:
mail:x:8:
kmem:x:9:
wheel:x:10:root
cdrom:x:11:
dialout:x:18:
floppy:x:19:
video:x:28:
audio:x:29:
tape:x:32:
www-data:x:33:
operator:x:37:
utmp:x:43:
plugdev:x:46:
staff:x:50:
users:x:100:
nobody:x:65534:
"""
"""Both as in the official image: numbers are seen in `ls -n` and names in `ls -l`."""

_making: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


def rootfs(name: str, place: Place, build: Path) -> Path:
    """Make the tar with this name, once however many images start from it. Raises EngineError for an unknown name."""
    with _making[name]:
        target = build / name
        if not target.exists():
            part = build / f"part-{name}"
            if name in SUITES:
                debian(part, SUITES[name], place, build)
            elif name == "busybox.tar":
                busybox(part, place, build)
            else:
                raise EngineError(f"no root filesystem is called {name}")
            part.rename(target)
        return target


def busybox(target: Path, place: Place, build: Path) -> None:
    """Make the root of busybox:1.37 from Debian's static build."""
    root = build / "busybox-root"
    shutil.rmtree(root, ignore_errors=True)
    for folder in BUSYBOX_FOLDERS.split():
        (root / folder).mkdir(parents=True)
    (root / "tmp").chmod(0o1777)
    (root / "root").chmod(0o700)
    box, original = root / "bin/busybox", next(place.base.glob("busybox/**/bin/busybox"))
    shutil.copy(original, box)
    # Not the copy: a process that another thread forks just now still has it open for writing.
    for name in subprocess.check_output([original, "--list"], text=True).split():
        if name != "busybox":
            os.link(box, root / "bin" / name)
    (root / "usr/bin/env").symlink_to("/bin/env")
    (root / "etc/passwd").write_text(USERS)
    (root / "etc/group").write_text(GROUP)
    owned = ("--numeric-owner", "--owner=0", "--group=0")
    subprocess.run(["tar", "-C", root, *owned, "-cf", target, "."], check=True)


def debian(target: Path, suite: str, place: Place, build: Path) -> None:
    """Make the root of a Debian image as it comes from the archive today."""
    lists = build / "lists"
    hooks = (
        # As in the official images: installing a service must not start it.
        r"""printf '#!/bin/sh\nexit 101\n' > "$1/usr/sbin/policy-rc.d" && chmod 755 "$1/usr/sbin/policy-rc.d" """,
        'rm -f "$1/etc/resolv.conf" "$1/etc/hostname"',
        # As in the slim images: what nobody reads in a container is not unpacked, or removed again.
        """cd "$1" && for part in doc info locale man; do rm -rf usr/share/$part/*; """
        """echo "path-exclude /usr/share/$part/*"; done > etc/dpkg/dpkg.cfg.d/slim""",
        # The package lists, for the recipes on top: fetched once, and in no layer.
        f'mkdir -p "{lists}" && cp -a "$1/var/lib/apt/lists" "{lists}/{suite}"',
    )
    subprocess.run(
        [
            *("perl", place.program("mmdebstrap"), "--quiet", "--mode=root", "--variant=minbase"),
            f"--keyring={KEYRING}",
            # The official images have it too: nobody needs the files of a build to survive a power cut.
            "--dpkgopt=force-unsafe-io",
            *(f"--customize-hook={hook}" for hook in hooks),
            *(suite, target, f"deb [signed-by={KEYRING}] {place.mirror.read_text().strip()} {suite} main"),
        ],
        check=True,
    )

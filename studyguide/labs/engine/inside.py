"""What runs as number 1 inside the engine's namespaces: it lays out the file system and keeps the daemons running."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from studyguide.labs.engine.place import Place, place_of
from studyguide.labs.engine.registry import settings

# Not 5000: that one is left to readers who start a registry of their own.
HUB = "127.0.0.1:65000"
# Garbage is collected when a command removes an image, not by the clock. The clock (every 250 ms, at 2 % of the time)
# now and then swept away the lower layers of an image whose name a build took over, between BuildKit's look for them
# and their use: "parent snapshot ... does not exist". (This share makes the interval more than an hour.)
CONTAINERD = """\
version = 3
disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.cri.v1.images", "io.containerd.cri.v1.runtime"]
[plugins."io.containerd.gc.v1.scheduler"]
pause_threshold = 0.000001
"""


def do(*command: str | Path) -> None:
    """Run a command that must succeed."""
    subprocess.run(command, check=True)


def dockerd(place: Place) -> list[str]:
    """Write the daemon's command. Settings are flags, so that /etc/docker/daemon.json is free for the reader's own.

    The image store is the one that Docker Engine has by default from 29 on.
    """
    return [
        "dockerd",
        *("--feature", "containerd-snapshotter=true"),
        *("--containerd", "/run/containerd/containerd.sock"),
        *("--registry-mirror", f"http://{HUB}"),
        *("--cgroup-parent", f"/{place.name}"),
    ]


def overlay(place: Place, target: str, over: Path | None = None) -> None:
    """Lay a folder over another: programs and data have their usual places, the machine's own files stay untouched."""
    top = place.run / f"over{target}"
    for name in ("upper", "work"):
        (top / name).mkdir(parents=True)
    lower = f"{over}:{target}" if over else target
    do("mount", "-t", "overlay", "-o", f"lowerdir={lower},upperdir={top}/upper,workdir={top}/work", "lab", target)


def network() -> None:
    """Give the engine an address as any host has, but no route: nothing outside can be reached, and an attempt fails
    at once, not after a timeout. (Kernels without the dummy device have ifb, which does as well.)"""
    do("hostname", "labhost")
    do("ip", "link", "set", "lo", "up")
    dummy = subprocess.run(["ip", "link", "add", "eth0", "type", "dummy"], capture_output=True, check=False)
    if dummy.returncode:
        do("ip", "link", "add", "eth0", "type", "ifb")
    do("ip", "addr", "add", "192.0.2.10/24", "dev", "eth0")
    do("ip", "link", "set", "eth0", "up")


def file_systems(place: Place, disk: str) -> None:
    """Lay out what the engine sees."""
    # /sys shows the network of whoever mounts it; the cgroups below it are kept.
    kept = place.run / "cgroup"
    kept.mkdir(parents=True, exist_ok=True)
    do("mount", "--rbind", "/sys/fs/cgroup", kept)
    do("mount", "-t", "sysfs", "sysfs", "/sys")
    do("mount", "--rbind", kept, "/sys/fs/cgroup")
    do("umount", "-l", kept)
    do("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", "/run")
    for name in ("lock", "user"):
        Path("/run", name).mkdir()
    overlay(place, "/usr", place.root / "usr")
    overlay(place, "/etc")
    overlay(place, "/var/lib")
    if disk:
        in_memory(place, disk)
    # The images cannot lie on an overlay: overlays are what containers are made of.
    for name in ("docker", "containerd"):
        for folder in (place.run / "data" / name, Path("/var/lib") / name):
            folder.mkdir(parents=True, exist_ok=True)
        do("mount", "--bind", place.run / "data" / name, f"/var/lib/{name}")
    # docker, buildx and compose keep notes in the user's home: not in the real one.
    do("mount", "--bind", place.run / "home", Path.home() / ".docker")


def in_memory(place: Place, folder: str) -> None:
    """Put the images on a disk made in `folder`, which lies in memory; it ends with the engine.

    An ext4 and not a tmpfs: directories have a size on it, and `docker history` shows that.
    """
    file = subprocess.check_output(["mktemp", "-p", folder, "lab-disk.XXXXXX"], text=True).strip()
    do("truncate", "-s", "6G", file)
    made = subprocess.run(["mkfs.ext4", "-q", "-F", "-O", "^has_journal", file], check=False)
    mounted = made.returncode == 0 and subprocess.run(["mount", "-o", "loop", file, place.run / "data"], check=False)
    if not mounted or mounted.returncode:
        print("no disk in memory here; the machine's own is used", flush=True)
    Path(file).unlink()


def files(place: Place) -> None:
    """Write the settings of the daemons."""
    for folder in ("/etc/docker", "/etc/containerd"):
        Path(folder).mkdir(exist_ok=True)
    hosts = Path("/etc/hosts")
    if "labhost" not in hosts.read_text():
        hosts.write_text(hosts.read_text() + "127.0.1.1 labhost\n")
    # No name server listens there: an outside name fails at once, not after 5 s.
    Path("/etc/resolv.conf").write_text("nameserver 192.0.2.10\n")
    Path("/etc/containerd/config.toml").write_text(CONTAINERD)
    Path("/etc/docker/lab-registry.yml").write_text(settings(place.store, HUB, level="warn"))


def start(place: Place, name: str, command: Sequence[str]) -> int:
    """Start a daemon with a log of its own."""
    with (place.run / f"{name}.log").open("a") as log:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log).pid


def main() -> None:
    """Set up, then do what pid 1 does: reap, and bring back a daemon that was stopped, as systemd would have it."""
    place = place_of(os.environ)
    network()
    file_systems(place, os.environ.get("LAB_DISK", ""))
    files(place)
    start(place, "registry", ["docker-registry", "serve", "/etc/docker/lab-registry.yml"])
    start(place, "containerd", ["containerd"])
    daemon = start(place, "dockerd", dockerd(place))
    while True:
        ended, _ = os.wait()
        if ended == daemon:
            time.sleep(0.3)
            daemon = start(place, "dockerd", dockerd(place))


if __name__ == "__main__":
    main()

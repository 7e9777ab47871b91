"""The Docker engine that answers: what it is, what lies on it, and how to tidy up by difference."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studyguide.labs.runner.compare import in_bytes_of

BASE_IMAGES = (
    "busybox:1.37",
    "debian:12",
    "debian:13",
    "nginx:1.30",
    "postgres:17",
    "python:3.13-slim",
    "redis:8.10",
    "registry:3",
)
"""What the labs start from. They are there before the first lab, as on a reader's second try:
the lines of a first download would differ with every network."""
STAND_IN = "lab stand-in"
"""The author of an image that was made to stand for the one of Docker Hub; an official image names none."""
OWN_NETWORKS = {"bridge", "host", "none"}


def cli(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the CLI; never raises for a failing command."""
    return subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False)


@dataclass(frozen=True)
class Engine:
    """`features` are the words that a block can ask for with `needs=`."""

    version: str
    compose: str
    features: frozenset[str]

    @property
    def cgroup(self) -> int:
        """The version of control groups that containers get."""
        return 2 if "cgroup2" in self.features else 1


def find() -> Engine | None:
    """Ask the engine that the CLI reaches, None where none answers."""
    if not shutil.which("docker"):
        return None
    answer = cli("info", "--format", "{{json .}}")
    try:
        info = json.loads(answer.stdout)
    except ValueError:
        return None
    if answer.returncode or not info.get("ServerVersion"):
        return None
    features = {f"cgroup{info.get('CgroupVersion', '1')}", f"engine{info['ServerVersion'].split('.')[0]}"}
    compose = cli("compose", "version", "--short").stdout.strip()
    if compose:
        features.add("compose")
    if any("name=apparmor" in option for option in info.get("SecurityOptions") or []):
        features.add("apparmor")
    if info.get("Swarm", {}).get("LocalNodeState", "inactive") != "inactive":
        features.add("swarm")
    if Path("/proc/net/ip_vs").exists():
        features.add("ipvs")
    return Engine(short_version(info["ServerVersion"]), short_version(compose), frozenset(features))


def pull_base_images(attempts: int = 1, pause: float = 60) -> None:
    """Get what is missing. Raises RuntimeError for an image that cannot be had in so many attempts."""
    for image in BASE_IMAGES:
        if cli("image", "inspect", image).returncode == 0:
            continue
        for left in reversed(range(attempts)):
            answer = cli("pull", "--quiet", image)
            if answer.returncode == 0:
                break
            if not left:
                raise RuntimeError(f"{image} 이미지를 받지 못했습니다: {answer.stderr.strip()}")
            time.sleep(pause)


def stand_ins() -> frozenset[str]:
    """Name the base images that are stand-ins."""
    return frozenset(image for image in BASE_IMAGES if is_stand_in(image))


def is_stand_in(image: str) -> bool:
    """Tell whether an image is a stand-in."""
    return cli("image", "inspect", "--format", "{{.Author}}", image).stdout.strip() == STAND_IN


def sizes(image: str) -> tuple[int, int, int]:
    """Ask how many bytes an image takes: unpacked, packed, and both as `docker image ls` counts them."""
    both = in_bytes_of(cli("image", "ls", "--format", "{{.Size}}", image).stdout.strip())
    packed = int(cli("image", "inspect", "--format", "{{.Size}}", image).stdout.strip() or 0)
    return both - packed, packed, both


def short_version(version: str) -> str:
    """Name a distribution's version as its maker calls it.

    >>> short_version("28.5.2+dfsg4"), short_version("2.40.3-3")
    ('28.5.2', '2.40.3')
    """
    return version.partition("+")[0].partition("-")[0]


@dataclass(frozen=True)
class State:
    """Everything of which a lab can leave something behind."""

    containers: frozenset[str]
    networks: frozenset[str]
    volumes: frozenset[str]
    images: frozenset[str]
    manages_swarm: bool


def state() -> State:
    """List what lies on the engine now."""

    def names(*arguments: str) -> frozenset[str]:
        return frozenset(cli(*arguments).stdout.split())

    return State(
        containers=names("ps", "--all", "--quiet", "--no-trunc"),
        networks=names("network", "ls", "--quiet", "--no-trunc"),
        volumes=names("volume", "ls", "--quiet"),
        images=frozenset(
            name for name in names("image", "ls", "--format", "{{.Repository}}:{{.Tag}}") if "<none>" not in name
        ),
        # Not from `docker info`, which starts every plugin of the CLI.
        manages_swarm=cli("node", "ls").returncode == 0,
    )


def of_others() -> Sequence[str]:
    """Say what somebody else has on this engine; empty where labs can touch nothing of anybody's.

    Labs take names, ports and images as they are on the pages, prune by label, and what appears while they run is
    removed afterwards. That is no way to treat an engine on which somebody works.
    """
    found = []
    for what, arguments, own in (
        ("컨테이너", ("ps", "--all", "--format", "{{.Names}}"), frozenset[str]()),
        ("볼륨", ("volume", "ls", "--quiet"), frozenset()),
        ("네트워크", ("network", "ls", "--format", "{{.Name}}"), frozenset(OWN_NETWORKS)),
        ("이미지", ("image", "ls", "--format", "{{.Repository}}:{{.Tag}}"), frozenset(BASE_IMAGES)),
    ):
        # An image without a name is what a build left; nobody starts a container of it.
        names = sorted(name for name in set(cli(*arguments).stdout.split()) - own if "<none>" not in name)
        if names:
            found.append(f"{what} {', '.join(names[:5])}{' …' if len(names) > 5 else ''}")
    return found


def restore(before: State, keep: frozenset[str] = frozenset()) -> State:
    """Remove what was not there `before`, but for the images to `keep`; return what is left."""
    now = state()
    if now.manages_swarm and not before.manages_swarm:
        cli("swarm", "leave", "--force")
    left = State(
        containers=now.containers & before.containers,
        networks=now.networks & before.networks,
        volumes=now.volumes & before.volumes,
        images=now.images & (before.images | keep),
        manages_swarm=now.manages_swarm and before.manages_swarm,
    )
    # What one removal takes along, the next asks for in vain: cheaper than to look once more.
    for command, names in (
        (("rm", "--force", "--volumes"), now.containers - left.containers),
        (("network", "rm"), now.networks - left.networks),
        (("volume", "rm", "--force"), now.volumes - left.volumes),
        (("image", "rm", "--force"), now.images - left.images),
    ):
        if names:
            cli(*command, *names)
    return left

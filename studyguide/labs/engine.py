"""The Docker engine that answers: what it is, what lies on it, and how to tidy up by difference."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

BASE_IMAGES = (
    "busybox:1.37",
    "debian:12",
    "debian:13",
    "nginx:1.26",
    "postgres:17",
    "python:3.13-slim",
    "redis:8.0",
    "registry:2",
)
"""What the labs start from. They are there before the first lab, as on a reader's second try:
the lines of a first download would differ with every network."""
STAND_IN = "label=lab.standin=1"
"""The mark of an image that was made to stand for the one of Docker Hub."""


def docker(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the CLI; never raises for a failing command."""
    return subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False)


@dataclass(frozen=True)
class Engine:
    """`features` are the words that a block can ask for with `needs=`."""

    version: str
    compose: str
    features: frozenset[str]


def find() -> Engine | None:
    """The engine that the CLI reaches, None where none answers."""
    if not shutil.which("docker"):
        return None
    answer = docker("info", "--format", "{{json .}}")
    try:
        info = json.loads(answer.stdout)
    except ValueError:
        return None
    if answer.returncode or not info.get("ServerVersion"):
        return None
    features = {f"cgroup{info.get('CgroupVersion', '1')}", f"engine{info['ServerVersion'].split('.')[0]}"}
    compose = docker("compose", "version", "--short").stdout.strip()
    if compose:
        features.add("compose")
    if Path("/proc/net/ip_vs").exists():
        features.add("ipvs")
    return Engine(short_version(info["ServerVersion"]), short_version(compose), frozenset(features))


def pull_base_images() -> None:
    """Get what is missing. Raises RuntimeError for an image that cannot be had."""
    for image in BASE_IMAGES:
        if docker("image", "inspect", image).returncode:
            answer = docker("pull", "--quiet", image)
            if answer.returncode:
                raise RuntimeError(f"{image} cannot be pulled: {answer.stderr.strip()}")


def has_stand_ins() -> bool:
    """Whether any image is a stand-in."""
    return bool(docker("image", "ls", "--quiet", "--filter", STAND_IN).stdout.strip())


def short_version(version: str) -> str:
    """A distribution's version as its maker calls it.

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
    """What lies on the engine now."""

    def names(*arguments: str) -> frozenset[str]:
        return frozenset(docker(*arguments).stdout.split())

    return State(
        containers=names("ps", "--all", "--quiet", "--no-trunc"),
        networks=names("network", "ls", "--quiet", "--no-trunc"),
        volumes=names("volume", "ls", "--quiet"),
        images=frozenset(
            name for name in names("image", "ls", "--format", "{{.Repository}}:{{.Tag}}") if "<none>" not in name
        ),
        # Not from `docker info`, which starts every plugin of the CLI.
        manages_swarm=docker("node", "ls").returncode == 0,
    )


def restore(before: State, keep: frozenset[str] = frozenset()) -> State:
    """Remove what was not there `before`, but for the images to `keep`; what is left."""
    now = state()
    if now.manages_swarm and not before.manages_swarm:
        docker("swarm", "leave", "--force")
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
            docker(*command, *names)
    return left

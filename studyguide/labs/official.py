"""data/official-images.yml: what the official images are, read from their own sources, and where stand-ins differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

FIELDS = ("entrypoint", "cmd", "env", "volumes", "expose", "workdir", "stopsignal", "user", "os", "service")
"""What a stand-in is compared by. `env` are names only: values are versions and checksums."""


@dataclass(frozen=True)
class Shape:
    """The visible shape of an image. `service` is the user that the main process ends up as, with its number."""

    entrypoint: tuple[str, ...] = ()
    cmd: tuple[str, ...] = ()
    env: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    expose: tuple[str, ...] = ()
    workdir: str = ""
    stopsignal: str = ""
    user: str = ""
    os: str = ""
    service: str = ""


@dataclass(frozen=True)
class Official:
    """One official image. Sizes are in megabytes: unpacked, and packed as the registry serves it.

    `deviations` say, by the name of a field, why the stand-in is allowed to differ there.
    """

    shape: Shape
    unpacked: float
    packed: float
    deviations: Mapping[str, str] = field(default_factory=dict)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes in bytes by which a page may name the image: unpacked, packed, and both (containerd store)."""
        return tuple(round(size * 1_000_000) for size in (self.unpacked, self.packed, self.unpacked + self.packed))


def as_tuple(value: Any) -> tuple[str, ...]:
    """Read a list that may be missing."""
    return tuple(str(item) for item in value or ())


def read(entries: Mapping[str, Any]) -> dict[str, Official]:
    """Read the images of the file, by name."""
    found = {}
    for name, entry in entries.items():
        shape = Shape(
            entrypoint=as_tuple(entry.get("entrypoint")),
            cmd=as_tuple(entry.get("cmd")),
            env=tuple(sorted(as_tuple(entry.get("env")))),
            volumes=tuple(sorted(as_tuple(entry.get("volumes")))),
            expose=tuple(sorted(as_tuple(entry.get("expose")))),
            **{key: str(entry.get(key) or "") for key in ("workdir", "stopsignal", "user", "os", "service")},
        )
        size = entry["size"]
        found[name] = Official(shape, float(size["unpacked"]), float(size["packed"]), dict(entry.get("deviations", {})))
    return found


def compare(name: str, official: Official, made: Shape) -> list[str]:
    """List where a stand-in is not as the official image and no reason is given, and reasons nobody needs."""
    problems = []
    for key in FIELDS:
        real, here = getattr(official.shape, key), getattr(made, key)
        if real != here and key not in official.deviations:
            problems.append(f"{name}: {key}: official {real!r}, stand-in {here!r}")
        elif real == here and key in official.deviations:
            problems.append(f"{name}: {key} is as in the official image; its deviation is no longer needed")
    problems += [f"{name}: deviation of an unknown field {key!r}" for key in set(official.deviations) - set(FIELDS)]
    return problems


def sizes_of(official: Mapping[str, Official], stand_ins: Mapping[str, Sequence[int]]) -> frozenset[tuple[int, int]]:
    """Pair the sizes of official images with those of the stand-ins for them."""
    return frozenset(
        pair
        for name, here in stand_ins.items()
        if name in official
        for pair in zip(official[name].sizes, here, strict=True)
    )

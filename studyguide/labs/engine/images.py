"""Make the stand-ins and put them into the registry; compare each with what the official image is."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from studyguide.labs.engine import oci, recipes
from studyguide.labs.engine.image import Builder, Image
from studyguide.labs.engine.layers import Blob, compress, digest, for_arm64
from studyguide.labs.engine.place import EngineError, Place
from studyguide.labs.engine.registry import Registry, running
from studyguide.labs.official import Official, Shape, compare

PORT = 65001
FIRST = ("debian:13", "debian:12", "postgres:17", "python:3.13-slim")
"""What most others stand on, then what takes long."""
TRANSLATED_BELOW = 8_000_000
"""Bytes: an image up to this size is there for arm64 with all its files; of others only a small part is."""


class Maker:
    """Builds each image once, whoever asks first, and pushes it."""

    def __init__(self, builder: Builder, registry: Registry, official: Mapping[str, Official]) -> None:
        self.builder, self.registry, self.official = builder, registry, official
        self.built: dict[str, Image] = {}
        self.building: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def build(self, ref: str) -> Image:
        """Build an image, and what it stands on."""
        with self.building[ref]:
            if ref not in self.built:
                parent = recipes.load(ref)[0].rest
                self.built[ref] = self.builder.follow(ref, None if parent == "scratch" else self.build(parent))
            return self.built[ref]

    def make(self, ref: str) -> str:
        """Build, compare, push; return a line for the log. Raises EngineError where the shape is not the official."""
        start = time.time()
        image = self.build(ref)
        if ref in self.official and (problems := compare(ref, self.official[ref], shape(image))):
            raise EngineError("\n".join(problems))
        push(self.registry, ref, image, self.builder.build)
        return f"{ref}  {time.time() - start:.1f} s"


def in_order(refs: Sequence[str]) -> list[str]:
    """Sort images so that what others wait for is first."""
    return sorted(refs, key=lambda ref: (FIRST.index(ref) if ref in FIRST else len(FIRST), ref))


def shape(image: Image) -> Shape:
    """Look at an image as readers do."""
    settings = image.settings
    return Shape(
        entrypoint=tuple(settings.get("Entrypoint", ())),
        cmd=tuple(settings.get("Cmd", ())),
        env=tuple(sorted(entry.partition("=")[0] for entry in settings["Env"])),
        volumes=tuple(sorted(settings.get("Volumes", ()))),
        expose=tuple(sorted(settings.get("ExposedPorts", ()))),
        workdir=settings.get("WorkingDir", ""),
        stopsignal=settings.get("StopSignal", ""),
        user=settings.get("User", ""),
        os=os_of(image.folders),
        service=service_of(image),
    )


def read(folders: Sequence[Path], name: str) -> str:
    """Read a file of an image: that of the highest layer which has it."""
    for folder in reversed(folders):
        file = folder / name
        if file.is_file() and not file.is_symlink():
            return file.read_text(encoding="utf-8", errors="replace")
    return ""


def os_of(folders: Sequence[Path]) -> str:
    """Name the system of an image and its version, such as `debian 13`; empty where it does not say."""
    release = read(folders, "usr/lib/os-release") or read(folders, "etc/os-release")
    values = dict(line.split("=", 1) for line in release.splitlines() if "=" in line)
    return f"{values.get('ID', '')} {values.get('VERSION_ID', '')}".replace('"', "").strip()


def service_of(image: Image) -> str:
    """Name the user with its number that the image's service runs as; empty where there is none of its own."""
    names = {"nginx", "postgres", "redis"}
    for line in read(image.folders, "etc/passwd").splitlines():
        name, _, number, *_ = line.split(":")
        if name in names:
            return f"{name} {number}"
    return ""


def push(registry: Registry, ref: str, image: Image, build: Path) -> None:
    """Push an image as Docker Hub serves it: amd64, arm64, an attestation, and the index of them."""
    name, tag = ref.split(":")

    def one_platform(platform: Mapping[str, str], blobs: Sequence[Blob]) -> oci.Document:
        for blob in blobs:
            registry.put_blob(name, blob.file.read_bytes())
        layers = sum(1 for entry in image.history if "empty_layer" not in entry)
        history = image.history if layers == len(blobs) else []
        settings = oci.config(platform, image.created, image.settings, blobs, history)
        registry.put_blob(name, settings.data)
        manifest = oci.manifest(settings, [blob.descriptor for blob in blobs])
        registry.put_manifest(name, digest(manifest.data), manifest)
        return manifest

    amd64 = one_platform(oci.AMD64, image.blobs)
    arm64 = one_platform(oci.ARM64, for_other_platform(image, build / f"arm64-{name}-{tag}"))
    statement, nothing, attested = oci.attestation(amd64, ref)
    for document in (statement, nothing):
        registry.put_blob(name, document.data)
    registry.put_manifest(name, digest(attested.data), attested)
    registry.put_manifest(name, tag, oci.index(amd64, arm64, attested))


def for_other_platform(image: Image, folder: Path) -> list[Blob]:
    """Make layers for arm64 that no amd64 kernel runs: all of a small image, the last layer of a large one."""
    folder.mkdir(parents=True, exist_ok=True)
    small = sum(blob.size for blob in image.blobs) < TRANSLATED_BELOW
    tars = image.tars if small else image.tars[-1:]
    return [compress(for_arm64(tar, folder / f"{number}.tar")) for number, tar in enumerate(tars)]


def make_all(
    refs: Sequence[str], place: Place, build: Path, official: Mapping[str, Official], say: Callable[[str], None]
) -> None:
    """Make images two at a time."""
    build.mkdir(parents=True, exist_ok=True)
    with running(place, build, PORT) as registry, ThreadPoolExecutor(2) as pool:
        maker = Maker(Builder(place, build), registry, official)
        for line in pool.map(maker.make, in_order(refs)):
            say(line)

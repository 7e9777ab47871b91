"""Layers: folders as the builder leaves them, packed as OCI wants them."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import stat
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip"
WHITEOUT = ".wh."
OPAQUE = ".wh..wh..opq"


def digest(data: bytes) -> str:
    """Name content by its hash.

    >>> digest(b"")[:14]
    'sha256:e3b0c44'
    """
    return "sha256:" + hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Blob:
    """One packed layer: what a manifest says of it, the hash of its tar, and where it lies."""

    file: Path
    digest: str
    size: int
    diff_id: str

    @property
    def descriptor(self) -> dict[str, object]:
        return {"mediaType": LAYER_TYPE, "digest": self.digest, "size": self.size}


def entries(layer: Path) -> Iterator[tuple[Path, Path]]:
    """Walk a layer in a fixed order: each path, and its name inside."""
    for folder, dirs, files in os.walk(layer):
        dirs.sort()
        for name in sorted(dirs + files):
            path = Path(folder, name)
            yield path, path.relative_to(layer)


def is_deletion(mode: int, device: int) -> bool:
    """Tell whether overlayfs marks a deletion so: a character device numbered 0, 0."""
    return stat.S_ISCHR(mode) and device == 0


def is_opaque(path: Path) -> bool:
    """Tell whether overlayfs marks a folder as hiding everything below it."""
    try:
        return os.getxattr(path, "trusted.overlay.opaque") == b"y"
    except OSError:
        return False


def pack(layer: Path, target: Path) -> Path:
    """Write a layer's tar: files as they are, overlayfs's deletion marks as OCI's .wh. files, no sockets."""
    with tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as tar:
        for path, name in entries(layer):
            info = path.lstat()
            if is_deletion(info.st_mode, info.st_rdev):
                tar.addfile(tarfile.TarInfo(str(name.with_name(WHITEOUT + name.name))), io.BytesIO())
                continue
            if stat.S_ISSOCK(info.st_mode):
                continue
            tar.add(path, str(name), recursive=False)
            if stat.S_ISDIR(info.st_mode) and is_opaque(path):
                tar.addfile(tarfile.TarInfo(str(name / OPAQUE)), io.BytesIO())
    return target


def compress(tar: Path) -> Blob:
    """Pack a tar for the registry: quick rather than small, as it is unpacked in a minute."""
    raw = tar.read_bytes()
    packed = gzip.compress(raw, 1, mtime=0)
    file = tar.with_suffix(".gz")
    file.write_bytes(packed)
    return Blob(file, digest(packed), len(packed), digest(raw))


ELF, MACHINE, AARCH64 = b"\x7fELF", 18, 0xB7


def for_arm64(tar: Path, target: Path) -> Path:
    """Copy a tar with every program marked as one for arm64, which no amd64 kernel starts."""
    with tarfile.open(tar) as source, tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as copy:
        for member in source:
            file = source.extractfile(member) if member.isfile() else None
            data = file.read() if file else b""
            if data[:4] == ELF:
                data = data[:MACHINE] + bytes([AARCH64]) + data[MACHINE + 1 :]
            copy.addfile(member, io.BytesIO(data) if file else None)
    return target

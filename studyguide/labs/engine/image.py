"""Follow a recipe without Docker: each layer is a folder, each RUN a chroot on top of the folders below."""

from __future__ import annotations

import copy
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from studyguide.labs.engine import recipes
from studyguide.labs.engine.layers import Blob, compress, pack
from studyguide.labs.engine.place import Place
from studyguide.labs.engine.recipes import Instruction
from studyguide.labs.engine.rootfs import rootfs

PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
KEYS = {"WORKDIR": "WorkingDir", "STOPSIGNAL": "StopSignal", "USER": "User"}
# The mounts, and any process left over, end with the namespaces. Each build has a layer of its own above the lists of
# packages: apt-get clean takes a lock on them, and another build's clean beside it would fail.
ISOLATED = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private", "bash", "-c")
SCRIPT = """
    set -e
    mount -t overlay -o "lowerdir=$LOWER,upperdir=$UPPER,workdir=$WORK,redirect_dir=off,metacopy=off" lab "$ROOT"
    mount -t proc proc "$ROOT/proc"
    mount --rbind /dev "$ROOT/dev"
    : > "$ROOT/etc/resolv.conf"
    mount --bind /etc/resolv.conf "$ROOT/etc/resolv.conf"
    . "$ROOT/etc/os-release"
    lists="$ROOT/var/lib/apt/lists"
    mount -t tmpfs lab "$lists"
    mkdir "$lists/upper" "$lists/work"
    mount -t overlay -o "lowerdir=$LISTS/$VERSION_CODENAME,upperdir=$lists/upper,workdir=$lists/work" lab "$lists"
    exec env -i DEBIAN_FRONTEND=noninteractive $VARS chroot "$ROOT" /bin/sh -ec "$COMMAND"
"""


@dataclass
class Image:
    """What a recipe gives: layer folders (lowest first), their blobs, settings and history.

    `tars` are the layers before compression.
    """

    created: str
    folders: list[Path] = field(default_factory=list)
    tars: list[Path] = field(default_factory=list)
    blobs: list[Blob] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=lambda: {"Env": [PATH]})
    history: list[dict[str, Any]] = field(default_factory=list)

    def child(self, created: str) -> Image:
        """Start an image on top of this one."""
        return Image(
            created,
            list(self.folders),
            list(self.tars),
            list(self.blobs),
            copy.deepcopy(self.settings),
            list(self.history),
        )

    def note(self, step: Instruction) -> None:
        """Add an instruction to the history."""
        entry: dict[str, Any] = {
            "created": self.created,
            "created_by": step.created_by,
            "comment": "" if step.history else "buildkit.dockerfile.v0",
        }
        self.history.append(entry if step.makes_layer else {**entry, "empty_layer": True})

    def add_layer(self, folder: Path, tar: Path) -> None:
        """Put a layer on top."""
        self.folders.append(folder)
        self.tars.append(tar)
        self.blobs.append(compress(tar))


def apply(settings: dict[str, Any], step: Instruction) -> None:
    """Write an instruction that makes no layer into an image's settings."""
    word, rest = step.word, step.rest
    if word == "ENV":
        name = rest.partition("=")[0] + "="
        before = settings["Env"]
        place = next((at for at, entry in enumerate(before) if entry.startswith(name)), len(before))
        settings["Env"] = [*before[:place], rest, *before[place + 1 :]]
    elif word == "LABEL":
        name, _, value = rest.partition("=")
        settings.setdefault("Labels", {})[name] = value.strip('"')
    elif word == "EXPOSE":
        settings.setdefault("ExposedPorts", {})[f"{rest}/tcp"] = {}
    elif word == "VOLUME":
        settings.setdefault("Volumes", {})[rest] = {}
    elif word == "CMD":
        settings["Cmd"] = step.words
    elif word == "ENTRYPOINT":
        settings["Entrypoint"] = step.words
        settings.pop("Cmd", None)  # as Docker does: an inherited CMD does not fit
    else:
        settings[KEYS[word]] = rest


@dataclass(frozen=True)
class Builder:
    """Builds in the folder `build`, from what `place` has."""

    place: Place
    build: Path

    def follow(self, ref: str, parent: Image | None) -> Image:
        """Make the image that a recipe describes, on top of its parent."""
        folder = self.build / ref.replace(":", "_")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        image = parent.child(now) if parent else Image(now)
        for number, step in enumerate(recipes.load(ref)):
            if step.word == "FROM":
                continue
            if step.makes_layer:
                self.layer(image, folder / f"layer{number}", step)
            else:
                apply(image.settings, step)
            image.note(step)
        return image

    def layer(self, image: Image, folder: Path, step: Instruction) -> None:
        """Make the layer of an instruction."""
        if step.word == "RUN":
            self.run(image.folders[::-1], folder, image.settings["Env"], step.rest)
        elif step.word == "ADD":
            tar = rootfs(step.rest.split()[0], self.place, self.build)
            folder.mkdir()
            subprocess.run(["tar", "-C", folder, "--numeric-owner", "-xpf", tar], check=True)
            image.add_layer(folder, tar)
            return
        else:
            source, target = step.rest.split()
            file = folder / target.lstrip("/") / ("" if not target.endswith("/") else source)
            file.parent.mkdir(parents=True)
            shutil.copyfile(recipes.FOLDER / source, file)
            file.chmod(0o755 if source.endswith("sh") else 0o644)
        image.add_layer(folder, pack(folder, folder.with_suffix(".tar")))

    def run(self, lowers: Sequence[Path], layer: Path, env: Sequence[str], command: str) -> None:
        """Run a command on top of the layers; what it changes lands in the folder `layer`."""
        work, root = layer.with_suffix(".work"), layer.with_suffix(".root")
        for folder in (layer, work, root):
            folder.mkdir(parents=True)
        given = {
            "LOWER": ":".join(map(str, lowers)),
            "UPPER": str(layer),
            "WORK": str(work),
            "ROOT": str(root),
            "LISTS": str(self.build / "lists"),
            "VARS": " ".join(env),
            "COMMAND": command,
        }
        done = subprocess.run(
            [*ISOLATED, SCRIPT],
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env={**os.environ, **given},
        )
        if done.returncode:
            raise RuntimeError(f"RUN {command}\nended with {done.returncode}:\n{done.stderr[-2000:]}")
        shutil.rmtree(work)
        root.rmdir()
        (layer / "etc/resolv.conf").unlink(missing_ok=True)

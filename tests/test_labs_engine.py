"""The builder of the stand-ins and the private engine: what can be tested without starting one."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import socket
import stat
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from studyguide.labs import official
from studyguide.labs.__main__ import main
from studyguide.labs.engine import cell, images, inside, layers, oci, packages, recipes, rootfs
from studyguide.labs.engine.image import Image, apply
from studyguide.labs.engine.place import EngineError, Place, place_of
from studyguide.labs.runner.docker import BASE_IMAGES, STAND_IN
from studyguide.project import OFFICIAL_IMAGES
from tests.conftest import ROOT

RECIPE = """\
# a remark
FROM debian:13
ENV A=1
RUN one && \\
    two
EXPOSE 80
CMD ["a b", "c"]
"""


def test_a_recipe_is_read_instruction_by_instruction() -> None:
    steps = recipes.parse(RECIPE)
    assert [(step.word, step.rest) for step in steps] == [
        ("FROM", "debian:13"),
        ("ENV", "A=1"),
        ("RUN", "one && two"),
        ("EXPOSE", "80"),
        ("CMD", '["a b", "c"]'),
    ]
    assert [step.line for step in steps] == [2, 3, 4, 6, 7]
    assert [step.makes_layer for step in steps] == [False, False, True, False, False]


def test_the_history_is_in_buildkits_words_or_in_the_recipes() -> None:
    text = "FROM scratch\n# history: BusyBox 1.37.0 (glibc), Debian 13\nADD busybox.tar /\n" + RECIPE.partition("\n")[2]
    steps = recipes.parse(text.replace("FROM debian:13\n", ""))
    assert [step.created_by for step in steps[1:]] == [
        "BusyBox 1.37.0 (glibc), Debian 13",
        "ENV A=1",
        "RUN /bin/sh -c one && two # buildkit",
        "EXPOSE map[80/tcp:{}]",
        'CMD ["a b" "c"]',
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("FROM scratch\nRUNN x\n", "recipe:2: 'RUNN x' is not known"),
        ("FROM scratch\nRUN\n", "recipe:2: 'RUN' is not known"),
        ("FROM scratch\nCMD sh\n", "recipe:2: CMD takes a JSON list"),
        ("RUN x\n", "one FROM, and it comes first"),
        ("FROM a\nFROM b\n", "one FROM, and it comes first"),
        ("", "one FROM, and it comes first"),
    ],
)
def test_what_the_builder_does_not_know_is_refused(text: str, message: str) -> None:
    with pytest.raises(recipes.RecipeError, match=re.escape(message)):
        recipes.parse(text)


def settings_after(*lines: str) -> dict[str, Any]:
    """Apply the instructions of a recipe."""
    settings: dict[str, Any] = {"Env": ["PATH=/bin"]}
    for step in recipes.parse("\n".join(["FROM scratch", *lines]))[1:]:
        apply(settings, step)
    return settings


def test_instructions_become_settings() -> None:
    assert settings_after(
        "ENV PATH=/usr/bin",
        "ENV A=1",
        "ENV A=2",
        'LABEL who="me"',
        "EXPOSE 80",
        "VOLUME /data",
        "WORKDIR /data",
        "STOPSIGNAL SIGINT",
        "USER app",
        'ENTRYPOINT ["/e.sh"]',
        'CMD ["x"]',
    ) == {
        "Env": ["PATH=/usr/bin", "A=2"],
        "Labels": {"who": "me"},
        "ExposedPorts": {"80/tcp": {}},
        "Volumes": {"/data": {}},
        "WorkingDir": "/data",
        "StopSignal": "SIGINT",
        "User": "app",
        "Entrypoint": ["/e.sh"],
        "Cmd": ["x"],
    }


def test_an_entrypoint_forgets_the_command_before_it() -> None:
    assert "Cmd" not in settings_after('CMD ["x"]', 'ENTRYPOINT ["/e.sh"]')


def names(tar: Path) -> list[str]:
    """List what is in a tar."""
    with tarfile.open(tar) as opened:
        return [member.name for member in opened]


def test_deletions_become_whiteouts_and_sockets_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layer = tmp_path / "layer"
    (layer / "etc/dir").mkdir(parents=True)
    for name in ("b", "a", "etc/gone"):
        (layer / name).write_text("x")
    with socket.socket(socket.AF_UNIX) as open_socket:
        open_socket.bind(str(layer / "sock"))
        # A deletion is a character device, which only root can make: one file pretends.
        gone = (layer / "etc/gone").stat().st_ino
        real = Path.lstat

        def pretend(path: Path) -> os.stat_result:
            info = real(path)
            if info.st_ino != gone:
                return info
            return os.stat_result((stat.S_IFCHR, *info[1:]), {"st_rdev": 0})

        monkeypatch.setattr(Path, "lstat", pretend)
        monkeypatch.setattr(layers, "is_opaque", lambda path: path.name == "dir")
        packed = layers.pack(layer, tmp_path / "layer.tar")
    assert names(packed) == ["a", "b", "etc", "etc/dir", "etc/dir/.wh..wh..opq", "etc/.wh.gone"]


def test_only_the_device_numbered_zero_is_a_deletion() -> None:
    assert layers.is_deletion(stat.S_IFCHR, 0)
    assert not layers.is_deletion(stat.S_IFCHR, os.makedev(1, 3))
    assert not layers.is_deletion(stat.S_IFREG, 0)


def make_blob(folder: Path, content: bytes = b"hello") -> layers.Blob:
    """Make a small layer."""
    tar = folder / "one.tar"
    with tarfile.open(tar, "w") as opened:
        info = tarfile.TarInfo("bin/x")
        info.size = len(content)
        opened.addfile(info, io.BytesIO(content))
    return layers.compress(tar)


def test_a_layer_is_the_same_whenever_it_is_packed(tmp_path: Path) -> None:
    one, two = make_blob(tmp_path), make_blob(tmp_path)
    assert one == two
    assert one.digest == "sha256:" + hashlib.sha256(one.file.read_bytes()).hexdigest()
    assert one.diff_id != one.digest
    assert one.size == one.file.stat().st_size


def test_programs_for_arm64_are_marked_and_the_rest_is_as_it_was(tmp_path: Path) -> None:
    program = b"\x7fELF" + bytes(14) + b"\x3e\x00" + b"rest"
    for content in (program, b"#!/bin/sh\n"):
        make_blob(tmp_path, content)
        with tarfile.open(layers.for_arm64(tmp_path / "one.tar", tmp_path / "two.tar")) as opened:
            file = opened.extractfile("bin/x")
            assert file
            after = file.read()
        assert after == (program[:18] + b"\xb7" + program[19:] if content == program else content)


def test_the_index_has_the_shape_of_docker_hubs(tmp_path: Path) -> None:
    blob = make_blob(tmp_path)
    history = [{"created_by": "x"}]
    config = oci.config(oci.AMD64, "2026-01-01T00:00:00Z", {"Cmd": ["sh"]}, [blob], history)
    amd64 = oci.manifest(config, [blob.descriptor])
    arm64 = oci.manifest(oci.config(oci.ARM64, "2026-01-01T00:00:00Z", {}, [blob], []), [blob.descriptor])
    statement, _, attested = oci.attestation(amd64, "busybox:1.37")
    index = json.loads(oci.index(amd64, arm64, attested).data)

    assert index["mediaType"] == "application/vnd.oci.image.index.v1+json"
    platforms = [(each["platform"]["os"], each["platform"]["architecture"]) for each in index["manifests"]]
    assert platforms == [("linux", "amd64"), ("unknown", "unknown"), ("linux", "arm64")]
    first, attests, _ = index["manifests"]
    assert first["digest"] == layers.digest(amd64.data)
    assert first["size"] == len(amd64.data)
    assert attests["annotations"] == {
        "vnd.docker.reference.digest": layers.digest(amd64.data),
        "vnd.docker.reference.type": "attestation-manifest",
    }
    subject = json.loads(statement.data)["subject"][0]
    assert f"sha256:{subject['digest']['sha256']}" == layers.digest(amd64.data)
    content = json.loads(config.data)
    assert content["config"] == {"Cmd": ["sh"]}
    assert content["rootfs"]["diff_ids"] == [blob.diff_id]
    assert content["author"] == STAND_IN


OFFICIAL = official.read(yaml.safe_load((ROOT / OFFICIAL_IMAGES).read_text(encoding="utf-8")))


def test_every_base_image_has_a_recipe_and_its_official_properties() -> None:
    assert set(BASE_IMAGES) == set(recipes.all_refs()) == set(OFFICIAL)


@pytest.mark.parametrize("ref", recipes.all_refs())
def test_a_recipe_gives_the_settings_of_the_official_image(ref: str) -> None:
    """What can be known before building; `engine images` compares system and users, too."""

    def follow(name: str) -> dict[str, Any]:
        first, *steps = recipes.load(name)
        settings = follow(first.rest) if first.rest != "scratch" else Image("").settings
        for step in steps:
            if not step.makes_layer:
                apply(settings, step)
        return settings

    made = images.shape(Image("", settings=follow(ref)))
    known = OFFICIAL[ref]
    assert (
        official.compare(
            ref, replace(known, deviations={}), replace(made, os=known.shape.os, service=known.shape.service)
        )
        == []
    )


def test_a_deviation_needs_a_reason_and_a_reason_a_deviation() -> None:
    shape = official.Shape(cmd=("sh",))
    assert official.compare("x", official.Official(shape, 1, 1), shape) == []
    [problem] = official.compare("x", official.Official(shape, 1, 1), official.Shape(cmd=("bash",)))
    assert "cmd" in problem
    reason = {"cmd": "because"}
    assert official.compare("x", official.Official(shape, 1, 1, reason), official.Shape(cmd=("bash",))) == []
    assert "no longer needed" in official.compare("x", official.Official(shape, 1, 1, reason), shape)[0]
    assert "unknown field" in official.compare("x", official.Official(shape, 1, 1, {"colour": "red"}), shape)[0]


def test_the_shape_is_read_from_the_layers(tmp_path: Path) -> None:
    low, high = tmp_path / "low", tmp_path / "high"
    for folder, users in ((low, "root:x:0:0:::\n"), (high, "root:x:0:0:::\nnginx:x:101:101:::\n")):
        (folder / "etc").mkdir(parents=True)
        (folder / "etc/passwd").write_text(users)
    (low / "usr/lib").mkdir(parents=True)
    (low / "usr/lib/os-release").write_text('ID=debian\nVERSION_ID="13"\n')
    shape = images.shape(Image("", folders=[low, high]))
    assert (shape.os, shape.service, shape.env) == ("debian 13", "nginx 101", ("PATH",))
    assert images.shape(Image("", folders=[low])).service == ""


def test_what_others_stand_on_is_built_first() -> None:
    assert images.in_order(["busybox:1.37", "debian:12", "debian:13"]) == ["debian:13", "debian:12", "busybox:1.37"]


def test_the_entrypoint_of_nginx_knows_the_file_of_the_image() -> None:
    site = (recipes.FOLDER / "nginx-site.conf").read_bytes()
    script = (recipes.FOLDER / "10-listen-on-ipv6-by-default.sh").read_text(encoding="utf-8")
    assert hashlib.md5(site, usedforsecurity=False).hexdigest() in script


def test_iptables_are_fetched_only_where_there_are_none() -> None:
    assert set(packages.packages(has_iptables=True)) < set(packages.packages(has_iptables=False))
    assert "docker.io/sid" in packages.packages(has_iptables=True)


def test_the_archive_is_the_machines_own() -> None:
    assert (
        packages.archive_of("http://a.example/debian-security/\nhttp://b.example/debian/\n")
        == "http://b.example/debian"
    )
    with pytest.raises(EngineError, match="no Debian archive"):
        packages.archive_of("http://a.example/ubuntu/\n")
    assert "check-valid-until=no" in packages.sources("http://b.example/debian")
    assert "trusted=yes" not in packages.sources("http://b.example/debian")


def test_only_a_marked_folder_is_ever_removed(tmp_path: Path) -> None:
    place = Place(tmp_path / "mine")
    (place.base / "run").mkdir(parents=True)
    with pytest.raises(EngineError, match="is not an engine's directory"):
        cell.down(place)
    assert place.base.exists()
    place.mark()
    cell.down(place, keep=True)
    assert place.base.exists()
    assert not place.run.exists()
    cell.down(place)
    assert not place.base.exists()


def test_nothing_is_entered_where_no_engine_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = place_of({"LAB_ENGINE": str(tmp_path)})
    with pytest.raises(EngineError, match="no engine is running"):
        cell.enter(place, ["docker", "ps"], "/")
    place.run.mkdir()
    (place.run / "init.pid").write_text(str(os.getpid()))
    command = cell.enter(place, ["docker", "ps"], "/work")
    assert command[0] == "nsenter"
    assert command[-3:] == ["--wdns=/work", "docker", "ps"]


def test_an_engine_is_not_started_twice(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.mark()
    place.run.mkdir()
    (place.run / "init.pid").touch()
    with pytest.raises(EngineError, match="already running"):
        cell.up(place)


def test_the_daemon_has_the_store_of_engine_29_and_no_file_of_settings(tmp_path: Path) -> None:
    command = inside.dockerd(Place(tmp_path / "lab-engine.x"))
    assert "containerd-snapshotter=true" in command
    assert "--cgroup-parent" in command
    assert "/lab-lab-engine.x" in command
    assert not any("daemon.json" in word for word in command)


def test_the_command_line_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LAB_ENGINE", str(tmp_path / "nothing"))
    assert main(["engine", "in", "true"]) == 125
    assert "no engine is running" in capsys.readouterr().err
    assert main(["engine", "down"]) == 125
    assert "is not an engine's directory" in capsys.readouterr().err


def test_busyboxs_users_and_groups_are_the_official_ones() -> None:
    users = {line.split(":")[0]: line.split(":")[2] for line in rootfs.USERS.splitlines()}
    groups = {line.split(":")[0]: line.split(":")[2] for line in rootfs.GROUP.splitlines()}
    assert users["nobody"] == groups["nobody"] == "65534"
    assert "nogroup" not in groups

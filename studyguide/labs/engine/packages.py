"""Fetch the engine's programs as Debian packages and unpack them, installing nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from studyguide.labs.engine.place import EngineError, Place

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
SUITES = ("bookworm", "trixie", "sid")
# sid has the newest engine; its runc wants a newer glibc than bookworm's, so runc and everything that links to
# system libraries comes from bookworm.
ENGINE = {
    "sid": ["docker.io", "docker-cli", "containerd", "docker-compose", "docker-buildx"],
    "bookworm": ["runc", "tini", "docker-registry", "mmdebstrap"],
}
IPTABLES = ["iptables", "libip4tc2", "libip6tc2", "libxtables12", "libmnl0", "libnfnetlink0", "libnftnl11"]
IPTABLES += ["libnetfilter-conntrack3"]
BUSYBOX = "busybox-static"
"""Not for the engine: the busybox image is made from it, and it must not cover the machine's own."""


def packages(has_iptables: bool) -> list[str]:
    """List what to fetch, each with its suite."""
    engine = [f"{name}/{suite}" for suite, names in ENGINE.items() for name in names]
    return [*engine, *(f"{name}/bookworm" for name in IPTABLES if not has_iptables), f"{BUSYBOX}/trixie"]


def archive_of(targets: str) -> str:
    """Pick the Debian archive among the addresses that apt prints. Raises EngineError where there is none.

    >>> archive_of("http://security.example/debian-security/\\nhttp://deb.example/debian/\\n")
    'http://deb.example/debian'
    """
    for line in targets.splitlines():
        if re.search(r"/debian/?$", line):
            return line.rstrip("/")
    raise EngineError("no Debian archive among this machine's package sources")


def sources(archive: str) -> str:
    """Write apt's list. A mirror may lag behind: its date is not checked, Debian's signature always is."""
    return "".join(f"deb [signed-by={KEYRING} check-valid-until=no] {archive} {suite} main\n" for suite in SUITES)


def apt_settings(base: Path) -> str:
    """Write the settings of an apt of our own, so that the machine's sources, lists and status stay as they are."""
    return (
        f'Dir::State "{base}/apt";\n'
        f'Dir::State::status "{base}/apt/status";\n'
        f'Dir::Cache "{base}/apt/cache";\n'
        f'Dir::Etc "{base}/apt/etc";\n'
        'APT::Sandbox::User "root";\n'
        'Acquire::Languages "none";\n'
    )


def fetch(place: Place) -> Sequence[str]:
    """Download and unpack; return the packages with their versions."""
    base, debs = place.base, place.base / "debs"
    targets = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]
    archive = archive_of(subprocess.run(targets, capture_output=True, text=True, check=True).stdout)
    place.mark()
    for folder in ("apt/lists/partial", "apt/cache/archives/partial", "apt/etc/apt.conf.d", "apt/etc/preferences.d"):
        (base / folder).mkdir(parents=True, exist_ok=True)
    debs.mkdir(exist_ok=True)
    place.root.mkdir(exist_ok=True)
    place.mirror.write_text(archive + "\n")
    (base / "apt/status").touch()
    (base / "apt/apt.conf").write_text(apt_settings(base))
    (base / "apt/etc/sources.list").write_text(sources(archive))
    environment = {**os.environ, "APT_CONFIG": str(base / "apt/apt.conf")}
    subprocess.run(["apt-get", "-qq", "update"], env=environment, check=True)
    wanted = packages(has_iptables=shutil.which("iptables") is not None)
    subprocess.run(["apt-get", "-qq", "download", *wanted], cwd=debs, env=environment, check=True)
    unpack(place, sorted(debs.glob("*.deb")))
    show = ["dpkg-deb", "-W", "--showformat=${Package} ${Version}"]
    return [
        subprocess.run([*show, deb], capture_output=True, text=True, check=True).stdout
        for deb in sorted(debs.glob("*.deb"))
    ]


def unpack(place: Place, debs: Sequence[Path]) -> None:
    """Unpack the packages, and do by hand what installing them would have done."""
    for deb in debs:
        target = place.base / "busybox" if deb.name.startswith(BUSYBOX) else place.root
        subprocess.run(["dpkg-deb", "-x", deb, target], check=True)
    usr = place.root / "usr"
    # Packages from before the merged /usr have /sbin and /lib beside it.
    for name in ("bin", "sbin", "lib"):
        if (place.root / name).is_dir():
            subprocess.run(["cp", "-a", f"{place.root / name}/.", usr / name], check=True)
            shutil.rmtree(place.root / name)
    # Debian does not register the alternatives of a package that is only unpacked.
    if (usr / "sbin/iptables-nft").exists():
        for tool in ("iptables", "ip6tables"):
            for name in (tool, f"{tool}-save", f"{tool}-restore"):
                link(usr / "sbin" / name, "xtables-nft-multi")
    # dockerd looks for docker-init (`docker run --init`); Debian calls it tini. The static one, because it runs in
    # images that have no libc, too.
    link(usr / "bin/docker-init", "/usr/bin/tini-static")
    # A docker in /usr/local/bin would come before ours on PATH: cover it.
    if Path("/usr/local/bin/docker").exists():
        (usr / "local/bin").mkdir(parents=True, exist_ok=True)
        link(usr / "local/bin/docker", "/usr/bin/docker")


def link(path: Path, target: str) -> None:
    """Make a symbolic link, whatever was there."""
    path.unlink(missing_ok=True)
    path.symlink_to(target)

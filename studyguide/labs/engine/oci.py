"""What the registry serves under one name: an index of two platforms and an attestation, as Docker Hub does."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from studyguide.labs.engine.layers import Blob, digest
from studyguide.labs.runner.docker import STAND_IN

OCI = "application/vnd.oci.image."
INDEX, MANIFEST, CONFIG = OCI + "index.v1+json", OCI + "manifest.v1+json", OCI + "config.v1+json"
IN_TOTO = "application/vnd.in-toto+json"
AMD64: Mapping[str, str] = {"architecture": "amd64", "os": "linux"}
ARM64: Mapping[str, str] = {"architecture": "arm64", "os": "linux", "variant": "v8"}
NOBODY: Mapping[str, str] = {"architecture": "unknown", "os": "unknown"}


@dataclass(frozen=True)
class Document:
    """A JSON document of the registry: its bytes and media type."""

    data: bytes
    media_type: str

    @property
    def descriptor(self) -> dict[str, Any]:
        return {"mediaType": self.media_type, "digest": digest(self.data), "size": len(self.data)}


def document(content: Mapping[str, Any], media_type: str) -> Document:
    """Write a document."""
    return Document(json.dumps(content).encode(), media_type)


def config(
    platform: Mapping[str, str],
    created: str,
    settings: Mapping[str, Any],
    blobs: Sequence[Blob],
    history: Sequence[Mapping[str, Any]],
) -> Document:
    """Write an image's configuration. Only its author says that it is a stand-in: `docker inspect` shows the rest."""
    content = {
        **platform,
        "author": STAND_IN,
        "created": created,
        "config": dict(settings),
        "rootfs": {"type": "layers", "diff_ids": [blob.diff_id for blob in blobs]},
        "history": list(history),
    }
    return document(content, CONFIG)


def manifest(settings: Document, layers: Sequence[Mapping[str, Any]]) -> Document:
    """Write the manifest of one platform."""
    content = {
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": settings.descriptor,
        "layers": list(layers),
    }
    return document(content, MANIFEST)


def attestation(of: Document, ref: str) -> tuple[Document, Document, Document]:
    """Write the attestation of a manifest: a statement, its (empty) configuration and its manifest."""
    statement = document(
        {
            "_type": "https://in-toto.io/Statement/v0.1",
            "predicateType": "https://slsa.dev/provenance/v0.2",
            "subject": [{"name": ref, "digest": {"sha256": digest(of.data).removeprefix("sha256:")}}],
            "predicate": {"builder": {"id": ""}, "buildType": STAND_IN},
        },
        IN_TOTO,
    )
    layer = {**statement.descriptor, "annotations": {"in-toto.io/predicate-type": "https://slsa.dev/provenance/v0.2"}}
    settings = document(
        {**NOBODY, "config": {}, "rootfs": {"type": "layers", "diff_ids": [digest(statement.data)]}}, CONFIG
    )
    return statement, settings, manifest(settings, [layer])


def index(amd64: Document, arm64: Document, attested: Document) -> Document:
    """Write the index: both platforms, and the attestation of the first."""
    refers = {
        "vnd.docker.reference.digest": digest(amd64.data),
        "vnd.docker.reference.type": "attestation-manifest",
    }
    return document(
        {
            "schemaVersion": 2,
            "mediaType": INDEX,
            "manifests": [
                {**amd64.descriptor, "platform": dict(AMD64)},
                {**attested.descriptor, "platform": dict(NOBODY), "annotations": refers},
                {**arm64.descriptor, "platform": dict(ARM64)},
            ],
            "annotations": {"org.opencontainers.image.authors": STAND_IN},
        },
        INDEX,
    )

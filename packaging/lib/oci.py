"""Writes an image as the tar of an OCI layout, which image tools load without a daemon.

    oci.py IMAGE --version V --commit C --time T --architecture A LAYER.tar...

The layers are tars without compression, the lowest first. The same layers give the same bytes.
"""

import argparse
import datetime
import gzip
import hashlib
import io
import json
import tarfile
import tempfile
from pathlib import Path

INDEX = "application/vnd.oci.image.index.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
BLOCK = 1 << 20


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("image", type=Path)
    for name in ("version", "commit", "time", "architecture"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("layers", type=Path, nargs="+")
    write(parser.parse_args())


def write(options):
    with tempfile.TemporaryDirectory(dir=options.image.parent) as folder:
        blobs = Path(folder)
        layers = [compressed(layer, blobs) for layer in options.layers]
        config = blob(blobs, CONFIG, configuration(options, [digest for digest, _ in layers]))
        manifest = {
            "schemaVersion": 2,
            "mediaType": MANIFEST,
            "config": config,
            "layers": [layer for _, layer in layers],
            "annotations": labels(options),
        }
        described = blob(blobs, MANIFEST, manifest)
        described["annotations"] = {"org.opencontainers.image.ref.name": options.version}
        index = {"schemaVersion": 2, "mediaType": INDEX, "manifests": [described]}
        pack(options, blobs, {"oci-layout": {"imageLayoutVersion": "1.0.0"}, "index.json": index})


def labels(options):
    return {
        "org.opencontainers.image.title": "sce",
        "org.opencontainers.image.description": "Runs untrusted programs in a sandbox.",
        "org.opencontainers.image.version": options.version,
        "org.opencontainers.image.revision": options.commit,
        "org.opencontainers.image.created": options.time,
        "org.opencontainers.image.licenses": "Apache-2.0",
    }


def configuration(options, digests):
    return {
        "created": options.time,
        "architecture": options.architecture,
        "os": "linux",
        "config": {
            "Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"],
            "Entrypoint": ["/usr/bin/sce"],
            "Cmd": ["--help"],
            "WorkingDir": "/root",
            "Labels": labels(options),
        },
        "rootfs": {"type": "layers", "diff_ids": digests},
        "history": [{"created": options.time, "created_by": "packaging/release"} for _ in digests],
    }


def compressed(layer, blobs):
    """Stores a layer; returns the digest of its tar and the description of what is stored."""
    plain, stored, size = hashlib.sha256(), hashlib.sha256(), 0
    target = blobs / "layer"
    with layer.open("rb") as source, target.open("wb") as file:
        with gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
            while block := source.read(BLOCK):
                plain.update(block)
                packed.write(block)
    with target.open("rb") as file:
        while block := file.read(BLOCK):
            stored.update(block)
            size += len(block)
    target.rename(blobs / stored.hexdigest())
    return "sha256:" + plain.hexdigest(), description(LAYER, stored.hexdigest(), size)


def blob(blobs, kind, content):
    text = encoded(content)
    digest = hashlib.sha256(text).hexdigest()
    (blobs / digest).write_bytes(text)
    return description(kind, digest, len(text))


def description(kind, digest, size):
    return {"mediaType": kind, "digest": "sha256:" + digest, "size": size}


def encoded(content):
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def pack(options, blobs, files):
    when = int(datetime.datetime.fromisoformat(options.time.replace("Z", "+00:00")).timestamp())
    with tarfile.open(options.image, "w", format=tarfile.GNU_FORMAT) as image:

        def add(name, size=0, content=None, kind=tarfile.REGTYPE):
            entry = tarfile.TarInfo(name)
            entry.type, entry.size, entry.mtime = kind, size, when
            entry.mode = 0o755 if kind == tarfile.DIRTYPE else 0o644
            image.addfile(entry, content)

        for folder in ("blobs", "blobs/sha256"):
            add(folder, kind=tarfile.DIRTYPE)
        for file in sorted(blobs.iterdir()):
            with file.open("rb") as content:
                add("blobs/sha256/" + file.name, file.stat().st_size, content)
        for name, content in files.items():
            text = encoded(content)
            add(name, len(text), io.BytesIO(text))


if __name__ == "__main__":
    main()

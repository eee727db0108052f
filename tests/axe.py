"""Fetch axe-core, the accessibility checker of the browser tests, into build/.

    make browser

It is a package of the npm registry, pinned by its checksum; neither npm nor Node.js is needed.
Another registry is taken from npm's own setting, the variable npm_config_registry.
"""

import base64
import hashlib
import io
import os
import sys
import tarfile
import urllib.request
from pathlib import Path

VERSION = "4.14.1"
SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
_SETTING = "npm_config_registry"
SCRIPT = Path(__file__).parent.parent / "build" / "axe-core" / VERSION / "axe.min.js"


def main() -> int:
    """Fetch it, unless it is there already."""
    if SCRIPT.is_file():
        return 0
    registry = os.environ.get(_SETTING, "https://registry.npmjs.org").rstrip("/")
    address = f"{registry}/axe-core/-/axe-core-{VERSION}.tgz"
    try:
        with urllib.request.urlopen(address, timeout=120) as answer:
            packed = answer.read()
    except OSError as error:
        print(f"{address}: {error}", file=sys.stderr)
        return 1
    if base64.b64encode(hashlib.sha512(packed).digest()).decode() != SHA512:
        print(f"{address} is not what it was when it was pinned", file=sys.stderr)
        return 1
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        script = archive.extractfile("package/axe.min.js")
        assert script is not None, "a regular file of the package"
        SCRIPT.parent.mkdir(parents=True, exist_ok=True)
        SCRIPT.write_bytes(script.read())
    return 0


if __name__ == "__main__":
    sys.exit(main())

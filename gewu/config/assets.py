"""The few files of node_modules that browsers get, by name, and static names that carry a hash.

A list, not a folder: the packages hold 120 MB, pages need five. The icons and the charts in use are put together by
scripts/browser when the place is set up.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

PREFIX = "vendor"
LEAFLET_IMAGES = ("layers.png", "layers-2x.png", "marker-icon.png", "marker-icon-2x.png", "marker-shadow.png")

#: name under /static/vendor/ -> file under node_modules/
FILES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "icons.svg": ".gewu/icons.svg",
    "charts.min.js": ".gewu/charts.min.js",
    "leaflet/leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet/leaflet.css": "leaflet/dist/leaflet.css",
    **{f"leaflet/images/{name}": f"leaflet/dist/images/{name}" for name in LEAFLET_IMAGES},
}


class VendorStorage(FileSystemStorage):
    """Reads the listed files under their short names."""

    prefix = PREFIX

    def path(self, name: str) -> str:
        return str(settings.NODE_MODULES / FILES[Path(name).as_posix()])


class VendorFinder(BaseFinder):
    """Finds vendor/… for templates, collectstatic and the test server."""

    storage = VendorStorage()

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        name = path.removeprefix(f"{PREFIX}/")
        if name == path or name not in FILES:
            return []
        return [self.storage.path(name)] if find_all else self.storage.path(name)

    def list(self, ignore_patterns):
        return [(name, self.storage) for name in FILES]


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Names with hashes, compressed; follows url() and @import, not the source maps that packages leave out."""

    patterns = (
        (
            "*.css",
            (
                r"""(?P<matched>url\(['"]{0,1}\s*(?P<url>.*?)["']{0,1}\))""",
                (r"""(?P<matched>@import\s*["']\s*(?P<url>.*?)["'])""", '@import url("%(url)s")'),
            ),
        ),
    )

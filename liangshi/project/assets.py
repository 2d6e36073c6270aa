"""Where style sheets, scripts and pictures lie."""

from collections.abc import Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class AssetStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # it comes without types
    """Files named by their content; each address is worked out once, since every page names a dozen."""

    def __init__(self, *where: Any, **how: Any) -> None:
        super().__init__(*where, **how)
        self.addresses: dict[tuple[object, ...], str] = {}

    def url(self, *name: Any, **how: Any) -> str:
        """The address of a file."""
        asked = (*name, *how.items())
        known = self.addresses.get(asked)
        if known is None:
            known = self.addresses[asked] = str(super().url(*name, **how))
        return known

    def post_process(self, *files: Any, **how: Any) -> Iterator[Any]:
        """Files are gathered anew: what was known no longer counts."""
        self.addresses.clear()
        yield from super().post_process(*files, **how)
        self.addresses.clear()

"""What the pages of one run share, and what its closing lines tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from studyguide.labs.known import Known, Place
from studyguide.labs.official import Official, sizes_of
from studyguide.labs.runner import docker
from studyguide.labs.runner.execute import Conditions


@dataclass
class Tally:
    """`images` were there at first; `stand_ins` have their sizes.

    `left` is what lay on the engine when the last page was tidied up.
    """

    executed: int = 0
    skipped: list[tuple[str, int, int, str]] = field(default_factory=list)
    mutants: int = 0
    found: docker.Engine | None = None
    images: frozenset[str] = frozenset()
    stand_ins: Mapping[str, Sequence[int]] = field(default_factory=dict)
    left: docker.State | None = None
    known: Sequence[Known] = ()
    official: Mapping[str, Official] = field(default_factory=dict)

    def conditions(self, page: str, text: str, mutate: bool) -> Conditions:
        """Say on what a comparison on this engine depends, for a page with this text.

        A size may be that of an official image only where the page names the image.
        """
        assert self.found
        named = {image: sizes for image, sizes in self.stand_ins.items() if image in text}
        place = Place(self.found.version, self.found.compose, self.found.features, self.stand_ins)
        return Conditions(page, place, self.known, sizes_of(self.official, named), mutate)


TALLY = pytest.StashKey[Tally]()

"""Made-up clubs of two members, by themselves and through a group, and every world that their dates allow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

from hypothesis import strategies as st

from iom_partners import Coverage, Dataset, Membership
from small_worlds import ALWAYS, HIGH, LOW, NUMBER, Stretch, bits, day, lives, organization, stretches

Chain = tuple[str, ...]


class Club(NamedTuple):
    """A club.

    Attributes:
        data: its records.
        times: the stretch of each record and life, by key.
        chains: for each member, the chains of keys of which one must hold.
    """

    data: Dataset
    times: dict[str, Stretch]
    chains: dict[str, list[Chain]]

    def size(self, *who: str) -> int:
        """Count the worlds that differ on the days of the calendar."""
        number = 1
        for key in self._keys(who):
            number *= len(self.times[key].traces((0, NUMBER - 1)))
        return number

    def worlds(self, *who: str) -> Iterator[tuple[int, ...]]:
        """Give, for each world, the days on which each of some was a member, one bit a day."""
        window = (0, NUMBER - 1)
        keys = self._keys(who)
        for world in product(*(self.times[key].traces(window) for key in keys)):
            held = dict(zip(keys, world, strict=True))
            found: list[int] = []
            for each in who:
                union = 0
                for chain in self.chains[each]:
                    together = bits(LOW, HIGH, window)
                    for key in chain:
                        together &= held[key]
                    union |= together
                found.append(union)
            yield tuple(found)

    def _keys(self, who: tuple[str, ...]) -> list[str]:
        return sorted({key for each in who for chain in self.chains[each] for key in chain})


@st.composite
def clubs(draw: st.DrawFn, *, limited: bool = False) -> Club:
    """A club with the members North and South; with ``limited``, nothing reaches beyond the calendar."""
    stretch = stretches(limited=limited) | stretches(exact=True)
    life = draw(lives(limited=limited)) if limited or draw(st.booleans()) else ALWAYS
    times = {"club": life, "group": ALWAYS}
    records: list[Any] = [organization("club", life), *(organization(each) for each in ("group", "north", "south"))]
    chains: dict[str, list[Chain]] = {"north": [], "south": []}

    def tie(key: str, member: str, body: str, role: Any) -> None:
        times[key] = draw(stretch)
        records.append(Membership(id=key, member_id=member, organization_id=body, role=role, period=times[key].period))

    for who, own in chains.items():
        for number in range(draw(st.integers(0, 2))):
            key = f"{who}-{number}"
            tie(key, who, "club", "member")
            own.append((key, "club"))
    if draw(st.booleans()):
        tie("group-seat", "group", "club", "member")
        for who in draw(st.sets(st.sampled_from(["north", "south"]))):
            tie(f"{who}-part", who, "group", "component")
            chains[who].append((f"{who}-part", "group-seat", "group", "club"))
    for of in sorted(draw(st.sets(st.sampled_from(["club", "group"])))):
        first, last = sorted((draw(st.integers(0, NUMBER - 1)), draw(st.integers(0, NUMBER - 1))))
        records.append(
            Coverage(id=f"all-{of}", organization_id=of, of="members", first_day=day(first), last_day=day(last))
        )
    return Club(Dataset.from_records(records), times, chains)

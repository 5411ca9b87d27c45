"""The time of day of a date and time (level 0): checked, then left aside, for a date is its day."""

from __future__ import annotations

from .reading import invalid

__all__ = ["check_clock"]


def check_clock(text: str, start: int) -> None:
    """Check what follows the T of a date and time: HH:MM:SS, then Z, +HH, +HH:MM or nothing.

    Args:
        text: all that the caller wrote.
        start: where in it the time begins.

    Raises:
        InvalidDateError: it is no time of day.

    >>> check_clock("1985-04-12T23:20:30+04:30", 11)
    """
    clock = text[start:]
    zone_at = next((i for i, mark in enumerate(clock) if mark in "Z+-"), len(clock))
    time, zone = clock[:zone_at], clock[zone_at:]
    if len(time) != 8 or not _fits(time, (23, 59, 59)):
        raise invalid(text, "has no time of day of the form HH:MM:SS", start, "00:00:00 to 23:59:59")
    if zone not in ("", "Z") and not (zone[0] != "Z" and len(zone) in (3, 6) and _fits(zone[1:], (23, 59))):
        raise invalid(text, "has no time zone of the form Z, +HH or +HH:MM", start + zone_at, "Z, +HH or +HH:MM")


def _fits(clock: str, limits: tuple[int, ...]) -> bool:
    parts = clock.split(":")
    return len(parts) <= len(limits) and all(
        len(part) == 2 and part.isdigit() and int(part) <= limit for part, limit in zip(parts, limits, strict=False)
    )

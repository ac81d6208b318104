"""Days of the week: the last or the next one, the one after a day told, the nth of a month, weekends."""

from __future__ import annotations

from datetime import date, timedelta

from factx.dates import grain
from factx.dates.clause import AHEAD, EITHER, PAST
from factx.dates.found import Found, amount_of, month_number, month_said, part_of_day, weekday_number
from factx.dates.numbers import day_number
from factx.dates.told import latest, latest_day
from factx.dates.years import year_of

# Days within which a weekday that has passed needs no "last".
FRESH = 2
# Days since the weekday that comes tomorrow, and since the one that was yesterday.
TOMORROW, YESTERDAY = 6, 1


def weekday(found: Found) -> str | None:
    """The most recent such day, today included; "last" leaves today out; the next one in a clause that lies ahead.

    In a history, or where the day of publication is only near the anchor: the one nearest to the day that is known.
    """
    wanted = weekday_number(found)
    if "day" in found.forms:
        return weekday_with_day(found, wanted)
    base = found.anchor
    if found.setting.narrative:
        base = latest_day(found.setting.told) or base
    if base is None:
        return None
    back, shift = (base.weekday() - wanted) % 7, found.shift
    if found.setting.narrative or found.setting.near:
        back -= 7 * (back > 3)
        return None if shift is not None else (base - timedelta(back)).isoformat() + part_of_day(found)
    if "since" in found.setting.bounds and not back:
        back = 7
    is_ahead = shift == 1 or (lies_ahead(found, back) if shift is None else shift == 0 and this_ahead(found))
    if shift is None and (behind := behind_told(found, base, wanted, is_ahead=is_ahead)):
        return behind.isoformat() + part_of_day(found)
    if is_ahead and (back or shift == 1):
        back -= 7
        if shift == 1 and wanted > base.weekday():  # "next Friday" is not the Friday of this week
            back -= 7
    elif shift == -1 and back < FRESH and "last" in found.text.lower():  # nobody calls yesterday "last Monday"
        back += 7
    return (base - timedelta(back)).isoformat() + part_of_day(found)


def behind_told(found: Found, base: date, wanted: int, *, is_ahead: bool) -> date | None:
    """The day behind one that is told just before: "on Saturday and Sunday", "said on Monday it would on Friday".

    Of two past days that are only listed the second may lie before the first: "on Friday and Thursday".
    """
    first, setting = found.setting.first, found.setting
    start = first or (setting.said if is_ahead else None)
    if start is None:
        return None
    day = start + timedelta((wanted - start.weekday()) % 7)
    is_behind = (day - start).days < TOMORROW and (day <= base or start >= base or setting.direction != PAST)
    return day if is_ahead or is_behind else None


def is_of_day_after(found: Found) -> bool:
    """Whether what was said on the day that comes tomorrow was said then, the article being dated by another clock.

    Of 20 such days in 6,000 articles 17 were: nobody says "said on Thursday" of the week before.
    """
    return found.setting.direction == PAST and (found.setting.is_said or found.setting.slipped)


def lies_ahead(found: Found, back: int) -> bool:
    """Whether the clause says so, lets it be on the nearer side, or tells of what is set: "Friday's vote".

    Yesterday is yesterday unless it "will" be: of 67 such days in 2,400 articles that seemed to be to come, 63 were
    past ("could not be reached on Friday", "was to speak on Friday", or an article that is dated late).
    """
    setting = found.setting
    if back == YESTERDAY and not setting.is_sure:
        return False
    is_tomorrow = back == TOMORROW and (setting.is_set or is_of_day_after(found))
    is_open = setting.direction == EITHER or setting.is_lasting
    return setting.direction == AHEAD or (is_open and back > FRESH) or is_tomorrow


def this_ahead(found: Found) -> bool:
    return found.setting.direction != PAST


def weekday_with_day(found: Found, wanted: int) -> str | None:
    """Tuesday 19th: the nearest month in which that day is that weekday."""
    anchor, day = found.anchor, day_number(found.forms["day"])
    if anchor is None:
        return None
    side = found.setting.direction if found.setting.direction in (PAST, AHEAD) else 0
    order = sorted(range(-6, 7), key=lambda n: (n * side < 0, abs(n)))
    months = [divmod(anchor.year * 12 + anchor.month - 1 + n, 12) for n in order]
    for year, month in months:
        if day <= last_day(year, month + 1).day and date(year, month + 1, day).weekday() == wanted:
            return date(year, month + 1, day).isoformat()
    return None


def weekday_beside(found: Found) -> str | None:
    """The following Friday, the previous Friday: counted from the day told before."""
    base = latest_day(found.setting.told)
    if base is None:
        return None
    wanted, shift = weekday_number(found), int(found.forms["beside"])
    back = (base.weekday() - wanted) % 7
    if shift < 0:
        return (base - timedelta(back or 7)).isoformat()
    return (base + timedelta((7 - back) if shift else -back)).isoformat()


def weekday_week(found: Found) -> str | None:
    """Friday week: a week after the coming one; "a week last Friday" would be one before the last."""
    if found.anchor is None:
        return None
    ahead = (weekday_number(found) - found.anchor.weekday()) % 7
    return (found.anchor + timedelta(ahead + 7)).isoformat()


def weekdays_on(found: Found) -> str | None:
    """Three Fridays from now; the Friday after next is the second."""
    amount = 2 if "next" in found.forms else amount_of(found)
    if found.anchor is None or not amount or amount != int(amount):
        return None
    ahead = (weekday_number(found) - found.anchor.weekday() - 1) % 7 + 1
    return (found.anchor + timedelta(ahead + 7 * (int(amount) - 1))).isoformat()


def weekend(found: Found) -> str | None:
    """The week it ends; the last one begun, or the coming one in a clause about the future."""
    if found.anchor is None or found.setting.near:
        return None
    shift, is_weekend = found.shift, found.anchor.weekday() >= 5
    if shift is None:
        shift = 0 if is_weekend or found.setting.direction == AHEAD else -1
    elif shift == 0:
        shift = -(found.setting.direction == PAST and not is_weekend)
    return grain.iso_week(found.anchor + timedelta(7 * shift)) + "-WE"


def weekday_of_month(found: Found) -> str | None:
    """The last Friday of this month, the third Saturday of April."""
    nth = int(found.forms["nth_day"])
    name = month_said(found)
    if name:
        month = month_number(name)
        year = year_of(found, month, min(28, 7 * nth - 3) if nth > 0 else 28)
    else:
        base = month_beside(found)
        year, month = (base.year, base.month) if base else (None, 0)
    if year is None:
        return None
    if "weekday" not in found.forms:
        return (last_day(year, month) + timedelta(nth + 1)).isoformat()
    return nth_weekday(year, month, nth, weekday_number(found)).isoformat()


def month_beside(found: Found) -> date | None:
    """The first day of this, last or next month, or of the one told last."""
    said = None
    if "near" in found.forms and found.anchor:
        said = grain.shifted(found.anchor, int(found.forms["near"]), "M")
    elif "beside" in found.forms:
        base = latest(found.setting.told, "M")
        day = grain.first_day(base) if base else found.anchor
        said = grain.shifted(day, int(found.forms["beside"]), "M") if day else None
    return grain.first_day(said) if said else None


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth such weekday of a month, -1 for the last. Raises ValueError if there is none."""
    if nth > 0:
        first = date(year, month, 1)
        day = first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
        if day.month != month:
            raise ValueError(f"no {nth}th weekday in {year}-{month:02}")
        return day
    end = last_day(year, month)
    return end - timedelta((end.weekday() - weekday) % 7 + 7 * (-nth - 1))


def last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)

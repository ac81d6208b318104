"""The ways of saying how many something befell. Each search takes a figure and gives the reading it finds, or None.

The searches are named in `rules.toml`, in the order in which they are tried; what the words tell stands in
`lexicon.toml`.
"""

from __future__ import annotations

from factx.events.anaphor import done_to_them
from factx.events.communities import population
from factx.events.deeds import noun_of_deed
from factx.events.distances import distance
from factx.events.further import one_beside, one_more
from factx.events.joined import joined, turned_on_themselves
from factx.events.lists import along, listed
from factx.events.measures import governing_verb, measured_noun, moved, times_as
from factx.events.neighbours import elided_state, neighbour, state_apart, state_behind, told_next
from factx.events.nouns import (
    counted_noun,
    modifier_clause,
    modifier_word,
    named_as,
    noun_above,
    part_of_noun,
    subject_noun,
)
from factx.events.people import Finder, body, both, multiple, nth
from factx.events.readings import Search
from factx.events.states import missing_found, placed, state_of_object, state_of_subject
from factx.events.together import along_with, fatally
from factx.events.tolls import toll_value
from factx.events.verbs import bare_participle_of, object_of, passive_subject_of, subject_of

SEARCHES: dict[str, Search] = {
    "object-of": object_of,
    "passive-subject-of": passive_subject_of,
    "bare-participle-of": bare_participle_of,
    "subject-of": subject_of,
    "state-of-subject": state_of_subject,
    "state-of-object": state_of_object,
    "modifier-clause": modifier_clause,
    "modifier-word": modifier_word,
    "placed": placed,
    "named-as": named_as,
    "counted-noun": counted_noun,
    "subject-noun": subject_noun,
    "noun-above": noun_above,
    "toll-value": toll_value,
    "elided-state": elided_state,
    "state-apart": state_apart,
    "state-behind": state_behind,
    "told-next": told_next,
    "neighbour": neighbour,
    "part-of-noun": part_of_noun,
    "population": population,
    "missing-found": missing_found,
    "moved": moved,
    "times-as": times_as,
    "measured-noun": measured_noun,
    "governing-verb": governing_verb,
    "along-with": along_with,
    "fatally": fatally,
    "distance": distance,
    "noun-of-deed": noun_of_deed,
    "joined": joined,
    "themselves": turned_on_themselves,
    "them": done_to_them,
}

# People counted out, by the way that `rules.toml` names.
FINDERS: dict[str, Finder] = {
    "listed": listed,
    "along": along,
    "nth": nth,
    "both": both,
    "body": body,
    "multiple": multiple,
    "one-more": one_more,
    "one-beside": one_beside,
}

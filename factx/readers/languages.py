"""Which language a text is in, where it is not English: by its function words, and where they fail by py3langid."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SAMPLE = 4000  # characters that are looked at
FEW_LETTERS = 40  # below, nobody can tell
WORD = re.compile(r"[^\W\d_]+")
# Words without content, of which every third word of English is one, and of other languages hardly any.
FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        the of and to a in that is was for it with as his on be at by had are but from or have an they which one were
        you all her she there would their we him been has when who will more no if out so said what up its about than
        into them can only other after over also this not he i
        """,
    )
)
ENGLISH_SHARE = 0.15  # of function words: less in headlines and lists, more in any running text
SURE_LANGUAGE = 0.7  # probability below which the guess is none


def other_language(text: str) -> str | None:
    """ISO 639-1 code of the language if it is clearly another one than English, else None."""
    sample = text[:SAMPLE]
    words = [word.lower() for word in WORD.findall(sample)]
    if sum(map(len, words)) < FEW_LETTERS:
        return None
    if sum(word in FUNCTION_WORDS for word in words) >= ENGLISH_SHARE * len(words):
        return None
    code, probability = identifier().classify(sample)
    return str(code) if code != "en" and probability >= SURE_LANGUAGE else None


@cache
def identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # late: a second that English texts need not pay

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

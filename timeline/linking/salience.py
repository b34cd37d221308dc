"""How much an event matters in this corpus, for reading a long timeline at its top."""

from __future__ import annotations

import math
from collections.abc import Sequence

from timeline.linking.shapes import LinkAccount


def salience(accounts: Sequence[LinkAccount], *, independent_texts: int) -> float:
    """Return a number from 0 up: more independent texts, told higher up, more exactly dated.

    A plan counts half: it may not come to pass.
    """
    told = math.log2(1 + independent_texts) + 0.25 * math.log2(len(accounts))
    place = max(1 / math.sqrt(account.paragraph) for account in accounts)
    exact = 1.0 if any(account.days == 1 for account in accounts) else 0.6
    named = 1.0 if any(account.actors for account in accounts) else 0.7
    status = 0.5 if all(account.planned for account in accounts) else 1.0
    dated = 1.0 if any(account.dated for account in accounts) else 0.3
    return round(told * (0.5 + 0.5 * place) * exact * named * status * dated, 4)

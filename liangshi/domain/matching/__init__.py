"""Fair placement of students and mentors: standard library only, no Django, usable on its own.

    raw = json.load(file)                      # a market, docs/matching-format.md
    market = build_market(raw)                 # or MarketErrors with every problem at once
    plan(market).shortages                     # before wishes open: who is short, what would mend it
    outcome = solve(market)
    outcome.mentors_of()["s1"]                 # ["t3"]
    explain(outcome, "s1")                     # why this one, why not a better wish
    certificate(outcome)                       # JSON; `verify` checks it without this package
    what_if(market, caps=(15, 12, 10))         # the wish round under other rules

What is promised, in this order: everybody who can have a mentor has one; wishes are settled by
student-proposing deferred acceptance and are stable; places are held back from wishes only where without
them somebody would have nobody, and each held place is proven to be needed; the rest are placed so that
every mentor reaches the minimum where possible, then for fit; a published lottery settles what is left. The
proofs are in docs/matching.en.md.

Priority with a mentor: kept pairs, tier (special groups, former mentor, own class), the mentor's own ranking,
lottery. Two-sided choice, clubs, class groups and assignment are all said by eligibility, rankings and
(empty) wishes. A child with two needs (导学, 导德) is two lines of one id with disjoint mentors.

After a round: `second_round` and `late_arrivals` make the next market from what was settled; `with_splits`
turns the splits a plan suggests into published caps. Single steps: `deferred_acceptance`, `hold_places`, `place`.
Everything is deterministic: equal input gives equal bytes on every machine.

The check is `from liangshi.domain.matching.verify import verify`; it is not among the names below, because it shares no
code with the rest, is not needed to solve, and the module itself is what a stranger gets.
"""

from liangshi.domain.matching.canonical import commit_digest
from liangshi.domain.matching.certifying import certificate, publication
from liangshi.domain.matching.explaining import Reason, explain, explain_all
from liangshi.domain.matching.fit import FitScore
from liangshi.domain.matching.holding import HoldResult, hold_places
from liangshi.domain.matching.market import Market
from liangshi.domain.matching.placing import Placement, place
from liangshi.domain.matching.planning import Plan, plan
from liangshi.domain.matching.problems import MarketErrors, Problem
from liangshi.domain.matching.reading import build_market
from liangshi.domain.matching.rounds import late_arrivals, second_round
from liangshi.domain.matching.solving import Outcome, solve
from liangshi.domain.matching.splitting import with_splits
from liangshi.domain.matching.whatif import Case, Table, reseeded, what_if
from liangshi.domain.matching.wishes import WishResult, deferred_acceptance

__all__ = [
    "Case",
    "FitScore",
    "HoldResult",
    "Market",
    "MarketErrors",
    "Outcome",
    "Placement",
    "Plan",
    "Problem",
    "Reason",
    "Table",
    "WishResult",
    "build_market",
    "certificate",
    "commit_digest",
    "deferred_acceptance",
    "explain",
    "explain_all",
    "hold_places",
    "late_arrivals",
    "place",
    "plan",
    "publication",
    "reseeded",
    "second_round",
    "solve",
    "what_if",
    "with_splits",
]

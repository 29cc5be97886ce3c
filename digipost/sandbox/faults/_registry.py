"""The registry of faults: the current rules, and the requests that they affect."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from threading import Lock

import attrs

from digipost.base.checked_calls import a, integer, number, optional, string, takes
from digipost.sandbox.faults.kinds import ONE_OF_EACH, Delay, Fault, Mishap, Status
from digipost.sandbox.faults.rules import Host, Rule

__all__ = ["Faults", "StandingRule", "Struck"]


@attrs.frozen
class StandingRule:
    """A snapshot of a rule.

    Attributes:
        number: The number with which the caller can remove the rule.
        rule: The rule itself: a fault, and the requests that it affects.
        struck: The number of requests affected so far.
    """

    number: int
    rule: Rule
    struck: int

    @property
    def is_spent(self) -> bool:
        """Return True if the rule affects no more requests."""
        return self.rule.times is not None and self.struck >= self.rule.times


@attrs.frozen
class Struck:
    """The faults of one request.

    Attributes:
        delay: The delay of its response.
        fault: Its fault besides the delay.
    """

    delay: timedelta = timedelta(0)
    fault: Fault | None = None


class Faults:
    """The rules of one sandbox; they are applied in the order in which they were added.

        sandbox.faults.add("delay=2s path=/messages times=3")
        sandbox.faults.add(Rule(Mishap.WRONG_SIGNATURE, share=0.02, seed=1))
        sandbox.faults.lose_next_answer()
        client.messages.send(letter)      # tries again, and finds that the letter has arrived

    A request gets the fault of the first rule that affects it, and the delays of all rules that delay it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._added = 0
        self._all: dict[int, _Counted] = {}
        self._standing: dict[int, _Counted] = {}

    @property
    def rules(self) -> tuple[StandingRule, ...]:
        """The added rules, including spent rules, with the number of requests that each has affected."""
        with self._lock:
            return tuple(StandingRule(number, each.rule, each.struck) for number, each in self._all.items())

    @takes("Faults.add", rule=a(Rule, str))
    def add(self, rule: Rule | str) -> StandingRule:
        """Add a rule, which applies from now on.

        Args:
            rule: The rule, or its text form.

        Raises:
            InvalidValueError: The text is not a rule.
        """
        added = _Counted(Rule.parse(rule) if isinstance(rule, str) else rule)
        with self._lock:
            self._added += 1
            self._all[self._added] = self._standing[self._added] = added
            return StandingRule(self._added, added.rule, 0)

    @takes("Faults.mix", share=number, seed=integer, method=optional(string), path=string)
    def mix(
        self, share: float, *, seed: int = 0, method: str | None = None, path: str = "*"
    ) -> tuple[StandingRule, ...]:
        """Add rules that give a share of the requests a fault, each kind of fault equally often.

        Args:
            share: The share for all kinds together: 0.02 for 2 % of the requests.
            seed: The seed of the random choice.
            method: Only requests with this HTTP method are affected.
            path: Only requests for this path are affected; `*` stands for any text.

        Raises:
            InvalidValueError: The share is not above 0 and at most 1, or `Rule` refuses another value.
        """
        Rule(ONE_OF_EACH[0], method=method, path=path, share=share)
        rules = []
        for place, fault in enumerate(ONE_OF_EACH):
            # A share of the requests that no earlier rule has taken: all rules affect the same number.
            left_over = len(ONE_OF_EACH) - share * place
            rules.append(Rule(fault, method=method, path=path, share=share / left_over, seed=seed + place))
        return tuple(self.add(rule) for rule in rules)

    @takes("Faults.lose_next_answer", path=string)
    def lose_next_answer(self, path: str = "/messages") -> None:
        """Process the next request for that path, then close the connection without a response."""
        self.add(Rule(Mishap.LOSE_ANSWER, path=path, times=1))

    @takes("Faults.refuse_next", path=string)
    def refuse_next(self, path: str = "/messages") -> None:
        """Answer the next request for that path with 503 `API_UNAVAILABLE`, without processing it."""
        self.add(Rule(Status(), path=path, times=1))

    @takes("Faults.remove", number=integer)
    def remove(self, number: int) -> None:
        """Remove one rule; without effect if no rule has this number."""
        with self._lock:
            self._all.pop(number, None)
            self._standing.pop(number, None)

    def clear(self) -> None:
        """Remove all rules, so that requests have no more faults."""
        with self._lock:
            self._all.clear()
            self._standing.clear()

    def strike(self, method: str, path: str, host: Host = Host.API) -> Struck:
        """Return the faults of the current request, and count it for each rule that affects it."""
        delay = timedelta(0)
        fault: Fault | None = None
        with self._lock:
            for number, each in list(self._standing.items()):
                is_delay = isinstance(each.rule.fault, Delay)
                if (fault is not None and not is_delay) or not each.strikes(method, path, host):
                    continue
                if isinstance(each.rule.fault, Delay):
                    delay += each.rule.fault.by
                else:
                    fault = each.rule.fault
                if each.struck == each.rule.times:
                    del self._standing[number]
        return Struck(delay, fault)


class _Counted:
    """A rule, the number of requests that it has affected, and its random generator."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.struck = 0
        self._chance = random.Random(rule.seed)  # noqa: S311 - no secret: it has to be repeatable
        self._path = _pattern(rule.path)

    def strikes(self, method: str, path: str, host: Host) -> bool:
        """Return True if the rule affects the request, and count the request."""
        if self.rule.at is not host or self.rule.method not in {None, method}:
            return False
        if not self._path.fullmatch(path):
            return False
        if self.rule.share < 1 and self._chance.random() >= self.rule.share:
            return False
        self.struck += 1
        return True


def _pattern(path: str) -> re.Pattern[str]:
    """Compile a path in which `*` stands for any text.

    Each text after a `*` matches at its first occurrence, without backtracking. The time is therefore
    proportional to the length of a request's path.
    """
    first, *middle = map(re.escape, path.split("*"))
    if not middle:
        return re.compile(first)
    *middle, last = middle
    return re.compile(first + "".join(f"(?>.*?{each})" for each in middle) + f".*{last}", re.DOTALL)

"""What shall go wrong: the rules that stand, and the requests that they strike."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from threading import Lock

import attrs

from digipost.sandbox.faults.kinds import ONE_OF_EACH, Delay, Fault, Mishap, Status
from digipost.sandbox.faults.rules import Host, Rule

__all__ = ["Faults", "StandingRule", "Struck"]


@attrs.frozen
class StandingRule:
    """A rule as it stood when it was looked at.

    Attributes:
        number: By which it can be removed.
        rule: Which requests are struck, and with what.
        struck: How many have been.
    """

    number: int
    rule: Rule
    struck: int

    @property
    def is_spent(self) -> bool:
        """Whether it strikes no more."""
        return self.rule.times is not None and self.struck >= self.rule.times


@attrs.frozen
class Struck:
    """What goes wrong with one request.

    Attributes:
        delay: How much later its answer comes.
        fault: What else goes wrong.
    """

    delay: timedelta = timedelta(0)
    fault: Fault | None = None


class Faults:
    """The rules of one sandbox; requests meet them in the order in which they were added.

        sandbox.faults.add("delay=2s path=/messages times=3")
        sandbox.faults.add(Rule(Mishap.WRONG_SIGNATURE, share=0.02, seed=1))
        sandbox.faults.lose_next_answer()
        client.messages.send(letter)      # tries again, and finds that the letter has arrived

    One request is struck by one rule, the first that does, and is delayed by every rule that delays it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._added = 0
        self._all: dict[int, _Counted] = {}
        self._standing: dict[int, _Counted] = {}

    @property
    def rules(self) -> tuple[StandingRule, ...]:
        """The rules that were added, the spent ones among them, and how often each has struck."""
        with self._lock:
            return tuple(StandingRule(number, each.rule, each.struck) for number, each in self._all.items())

    def add(self, rule: Rule | str) -> StandingRule:
        """Let a rule strike from now on.

        Args:
            rule: The rule, or its form as text.

        Raises:
            InvalidValueError: The text is no rule.
        """
        added = _Counted(Rule.parse(rule) if isinstance(rule, str) else rule)
        with self._lock:
            self._added += 1
            self._all[self._added] = self._standing[self._added] = added
            return StandingRule(self._added, added.rule, 0)

    def mix(
        self, share: float, *, seed: int = 0, method: str | None = None, path: str = "*"
    ) -> tuple[StandingRule, ...]:
        """Let a share of the requests be struck, by every kind of fault in turn equally often.

        Args:
            share: Which share, by all kinds together: 0.02 for 2 % of the requests.
            seed: What chance begins with.
            method: Only with requests of this HTTP method.
            path: Only with requests for this path; `*` stands for any text.

        Raises:
            InvalidValueError: The share is not above 0 and at most 1, or as `Rule` has it.
        """
        Rule(ONE_OF_EACH[0], method=method, path=path, share=share)
        rules = []
        for number, fault in enumerate(ONE_OF_EACH):
            # Of the requests that earlier rules have left over, so that each gets the same part of all.
            left_over = len(ONE_OF_EACH) - share * number
            rules.append(Rule(fault, method=method, path=path, share=share / left_over, seed=seed + number))
        return tuple(self.add(rule) for rule in rules)

    def lose_next_answer(self, path: str = "/messages") -> None:
        """Do what the next request for that path asks for, and hang up without an answer."""
        self.add(Rule(Mishap.LOSE_ANSWER, path=path, times=1))

    def refuse_next(self, path: str = "/messages") -> None:
        """Do nothing for the next request for that path, and answer 503 `API_UNAVAILABLE`."""
        self.add(Rule(Status(), path=path, times=1))

    def remove(self, number: int) -> None:
        """Take one rule away; without effect when there is none of that number."""
        with self._lock:
            self._all.pop(number, None)
            self._standing.pop(number, None)

    def clear(self) -> None:
        """Take all rules away, and let nothing more go wrong."""
        with self._lock:
            self._all.clear()
            self._standing.clear()

    def strike(self, method: str, path: str, host: Host = Host.API) -> Struck:
        """What goes wrong with the request that is there now."""
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
    """A rule, how often it has struck, and its own chance."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.struck = 0
        self._chance = random.Random(rule.seed)  # noqa: S311 - no secret: it has to be repeatable
        self._path = _pattern(rule.path)

    def strikes(self, method: str, path: str, host: Host) -> bool:
        """Whether it strikes the request; if so, it is counted."""
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

    Each text after a `*` is taken where it is found first, and never looked for again: whatever the path of a
    request, the time is proportional to its length.
    """
    first, *middle = map(re.escape, path.split("*"))
    if not middle:
        return re.compile(first)
    *middle, last = middle
    return re.compile(first + "".join(f"(?>.*?{each})" for each in middle) + f".*{last}", re.DOTALL)

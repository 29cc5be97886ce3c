"""Detection of expressions that take a backtracking engine too long.

The expression becomes an automaton with one state for each part (Glushkov's). Each run of the automaton is a
way in which Python's `re` can match. A polynomial bounds their number unless two runs lead from a state to
itself on the same text. The polynomial's degree is the length of the longest chain of loops that can share a
text. See A. Weber and H. Seidl, On the degree of ambiguity of finite automata (1991), theorems 3.1 and 4.1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import TypeAlias

from codegen.expressions import Choice, Group, Node, Part, Repeat, Series
from codegen.runtime._patterns import compiled

__all__ = ["Alphabet", "problem_of"]

# A part is unrolled up to this limit of repetitions; a higher limit is ignored, which adds runs.
_MOST_COPIES = 3
_MOST_UNROLLED = 64  # parts in a repetition with a fixed number of copies
_MOST_STEPS = 300_000  # steps of the search, which take some tenths of a second
# Loops that share a text once take quadratic time, which is acceptable for texts of an API.
_MOST_SHARED = 1
_LENGTH, _WIDTH, _MOST_RUNS = 48, 6, 5_000
# A member of each set that an escape can name, beyond the first 0x250 characters.
_EXOTIC = "\u0301\u0660\u0966\u2028\u3000\u3002\u20ac\u4e2d\uff10\ufffd\U0001f600\U0010fffd"


class Alphabet:
    """The characters of an expression; characters that all its parts treat alike share one letter."""

    def __init__(self, node: Node) -> None:
        parts = list(dict.fromkeys(_parts(node)))
        near = {chr(max(ord(each) + by, 0)) for part in parts for each in part.text for by in (-1, 0, 1)}
        expressions = [compiled(part.text) for part in parts]
        kinds = {
            tuple(expression.fullmatch(character) is not None for expression in expressions)
            for character in {*map(chr, range(0x250)), *_EXOTIC, *near}
        }
        letters = sorted(kinds)
        self._letters = {
            part: sum(1 << number for number, kind in enumerate(letters) if kind[place])
            for place, part in enumerate(parts)
        }
        self.size = len(letters)

    def letters(self, part: Part) -> int:
        """Return the letters of a part, as a bit set."""
        return self._letters[part]


def _parts(node: Node) -> Iterator[Part]:
    if isinstance(node, Part):
        yield node
    else:
        for each in (node.part,) if isinstance(node, Repeat | Group) else node.parts:
            yield from _parts(each)


def _unrolled(node: Repeat, most: int) -> Node:
    """Return a repetition as its copies, `a(a(a|)|)` for `a{1,3}`."""
    parts: Node = Series(())
    for number in reversed(range(most)):
        parts = Series((node.part, parts))
        if number >= node.least:
            parts = Choice((parts, Series(())))
    return parts


def problem_of(node: Node, alphabet: Alphabet) -> str | None:
    """Return the reason why an expression can take too long, or None."""
    try:
        automaton = _Automaton(node, alphabet)
        if automaton.is_exponential():
            return "a repetition that can take the same text in two ways"
        if automaton.shared() > _MOST_SHARED:
            return "three repetitions that can share a text in many ways"
        return "parts that can share a text in many ways" if automaton.explodes() else None
    except _TooLargeError:
        return "more repetitions than can be proven fast"
    except _EmptyCopiesError:
        return "a counted repetition of a part that can be empty"


_Ends: TypeAlias = tuple[Counter[int], Counter[int], bool]


class _TooLargeError(Exception):
    pass


class _EmptyCopiesError(Exception):
    pass


class _Automaton:
    """States are numbered; 0 is the beginning, the others are parts that have just been matched."""

    def __init__(self, node: Node, alphabet: Alphabet) -> None:
        self.alphabet = alphabet
        self.letters = [0]
        # For each state the next states, with the number of ways; 2 stands for two or more.
        self.following: list[Counter[int]] = [Counter()]
        self.steps = 0
        first, _, _ = self._build(node)
        self.following[0].update(first)
        self.loops = [
            frozenset(each)
            for each in self._components()
            if any(other in each for state in each for other in self.following[state])
        ]

    def _build(self, node: Node) -> _Ends:
        """Return the first and the last states of a part, and True if it can be empty."""
        if isinstance(node, Part):
            self._count(1)
            self.letters.append(self.alphabet.letters(node))
            self.following.append(Counter())
            state = Counter([len(self.letters) - 1])
            return state, state, False
        if isinstance(node, Group):
            return self._build(node.part)
        if isinstance(node, Choice):
            built = [self._build(each) for each in node.parts]
            first, last = Counter[int](), Counter[int]()
            for next_first, next_last, _ in built:
                first.update(next_first)
                last.update(next_last)
            return first, last, any(empty for _, _, empty in built)
        return self._series(map(self._build, node.parts)) if isinstance(node, Series) else self._repeat(node)

    def _series(self, built: Iterable[_Ends]) -> _Ends:
        first, last, empty = Counter[int](), Counter[int](), True
        for next_first, next_last, next_empty in built:
            self._connect(last, next_first)
            first = first + next_first if empty else first
            last = last + next_last if next_empty else next_last
            empty &= next_empty
        return first, last, empty

    def _repeat(self, node: Repeat) -> _Ends:
        if node.most is None:
            copies = [self._build(node.part) for _ in range(min(node.least, _MOST_COPIES) - 1)]
            first, last, empty = self._series([*copies, self._star(node)])
            if empty and node.least > _MOST_COPIES:
                raise _EmptyCopiesError
            return first, last, empty or node.least == 0
        size = sum(1 for _ in _parts(node.part))
        if node.most <= _MOST_COPIES or (node.most == node.least and node.least * size <= _MOST_UNROLLED):
            return self._build(_unrolled(node, node.most))
        first, last, empty = self._star(node)
        if empty:
            raise _EmptyCopiesError
        return first, last, node.least == 0

    def _star(self, node: Repeat) -> _Ends:
        first, last, empty = self._build(node.part)
        self._connect(last, first)
        return first, last, empty

    def _connect(self, last: Mapping[int, int], first: Mapping[int, int]) -> None:
        self._count(len(last) * len(first))
        for (state, ways), (other, more) in product(last.items(), first.items()):
            self.following[state][other] = min(self.following[state][other] + ways * more, 2)

    def _count(self, steps: int) -> None:
        self.steps += steps
        if self.steps > _MOST_STEPS:
            raise _TooLargeError

    def _components(self) -> list[list[int]]:
        """Return the strongly connected components, each after the components that can be reached from it."""
        found: list[list[int]] = []
        index: dict[int, int] = {}
        lowest: dict[int, int] = {}
        stack: dict[int, None] = {}
        path = [(0, iter(self.following[0]))]
        while path:
            state, others = path[-1]
            if state not in index:
                index[state] = lowest[state] = len(index)
                stack[state] = None
            other = next((each for each in others if each not in index or each in stack), None)
            self._count(1)
            if other is not None and other not in index:
                path.append((other, iter(self.following[other])))
            elif other is not None:
                lowest[state] = min(lowest[state], index[other])
            else:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[state])
                if lowest[state] == index[state]:
                    component = [stack.popitem()[0]]
                    while component[-1] != state:
                        component.append(stack.popitem()[0])
                    found.append(component)
        return found

    def _pairs(
        self, states: tuple[int, ...], within: Sequence[frozenset[int] | None]
    ) -> Iterator[tuple[int, ...]]:
        """Yield the states that runs in `states` can reach together with the same next character."""
        choices = [
            [other for other in self.following[state] if among is None or other in among]
            for state, among in zip(states, within, strict=True)
        ]
        for others in product(*choices):
            self._count(1)
            common = -1
            for other in others:
                common &= self.letters[other]
            if common:
                yield others

    def _reachable(
        self, starts: Iterable[tuple[int, ...]], within: Sequence[frozenset[int] | None]
    ) -> set[tuple[int, ...]]:
        found: set[tuple[int, ...]] = set()
        waiting = list(starts)
        while waiting:
            for each in self._pairs(waiting.pop(), within):
                if each not in found:
                    found.add(each)
                    waiting.append(each)
        return found

    def is_exponential(self) -> bool:
        """Return True if two runs lead from a state to itself on the same text."""
        for loop in self.loops:
            if any(
                ways > 1 and other in loop for state in loop for other, ways in self.following[state].items()
            ):
                return True
            within = (loop, loop)
            apart = {
                (one, other)
                for one, other in self._reachable(((each, each) for each in loop), within)
                if one != other
            }
            # Within a loop, each run can always return to its start; both at the same time possibly cannot.
            if any(one == other for one, other in self._reachable(apart, within)):
                return self._meet_again(loop)
        return False

    def _meet_again(self, loop: frozenset[int]) -> bool:
        within = (loop, loop)
        for state in loop:
            apart = [each for each in self._reachable([(state, state)], within) if each[0] != each[1]]
            if (state, state) in self._reachable(apart, within):
                return True
        return False

    def shared(self) -> int:
        """Return the length of the longest chain of loops in which each can share a text with the next."""
        degrees: dict[frozenset[int], int] = {}
        for loop in self.loops:
            after = self._reachable([(min(loop),)], (None,))
            later = [each for each in degrees if (min(each),) in after]
            degrees[loop] = max((degrees[each] + self._share(loop, each) for each in later), default=0)
        return max(degrees.values(), default=0)

    def _share(self, loop: frozenset[int], other: frozenset[int]) -> bool:
        """Return True if one text repeats `loop`, repeats `other`, and leads from `loop` to `other`."""
        return any(
            (one, two, two) in self._reachable([(one, one, two)], (loop, None, other))
            for one, two in product(loop, other)
        )

    def explodes(self) -> bool:
        """Return True if a short text has too many runs, as in `a?a?a?…`; search the worst texts."""
        worst = [Counter({0: 1})]
        for _ in range(_LENGTH):
            longer: dict[frozenset[tuple[int, int]], Counter[int]] = {}
            for runs in worst:
                by_letter: dict[int, Counter[int]] = {}
                for state, number in runs.items():
                    for other, ways in self.following[state].items():
                        self._count(1)
                        letters = self.letters[other]
                        while letters:
                            lowest = letters & -letters
                            by_letter.setdefault(lowest, Counter())[other] += number * ways
                            letters ^= lowest
                for each in by_letter.values():
                    longer[frozenset(each.items())] = each
            worst = sorted(longer.values(), key=Counter.total, reverse=True)[:_WIDTH]
            if worst and worst[0].total() > _MOST_RUNS:
                return True
        return False

"""Sets that keep their order. A program can see in which order a set gives its elements, and takes it for granted:
`tuple({12, 13})`. The order is that of the set's table: how large it is, which slot each element got when it was added,
and what has been removed since. So a set crosses over as a recipe, which makes the same table again by means that any
program has. The sender has tried the recipe on itself and compared the tables byte by byte; the receiver gets a set
that is real whatever the recipe says.
"""

import sys

from sce_judge.confine import c_function

LINEAR_PROBES, PERTURB_SHIFT, SMALL_TABLE = 9, 5, 8
WORD = 8
# Where a set of CPython keeps what: fill and used, mask and table, finger, by words from its address.
FILL, USED, MASK, TABLE, FINGER = 2, 3, 4, 5, 7
SET_SIZE = 200
BEYOND = 1 << 40  # keys that only make a dictionary long
MOST_SLOTS = 1 << 22
MOST_PERMUTED = 6
MOST_TRIED = 1000


class _Stop:
    """A key that ends the update of a set after its table has been enlarged and before anything was added."""

    __slots__ = ("hash",)

    def __init__(self, hash):
        self.hash = hash

    def __hash__(self):
        return self.hash

    def __eq__(self, other):
        raise _Enlarged


class _Enlarged(Exception):
    pass


class Table:
    """The memory of a set: which element is in which slot."""

    __slots__ = ("raw", "size", "finger", "fill", "used")

    def __init__(self, elements):
        head = memoryview(_memory(id(elements), SET_SIZE)).cast("q")
        self.fill, self.used, self.size, self.finger = head[FILL], head[USED], head[MASK] + 1, head[FINGER]
        if self.used != len(elements) or not self.used <= self.fill < self.size or self.size & (self.size - 1):
            raise ValueError("no table as we know it")
        self.raw = _memory(head[TABLE], 2 * WORD * self.size)

    def slots(self):
        """The hashes of all slots, and whether they are empty: two lists."""
        words = memoryview(self.raw).cast("q")
        return words[1::2].tolist() if self.size else [], [key == 0 for key in words[::2].tolist()]


def _memory(address, size):
    """A copy of this process's own memory."""
    copy = bytes(size)
    c_function("memcpy", copy, _address(address), size)
    return copy


def _pointer():
    """The type of an address, for c_function(), or None where sets are not to be looked into."""
    try:
        import _ctypes

        kind = type("address", (_ctypes._SimpleCData,), {"_type_": "P"})
        usual = sys.implementation.name == "cpython" and sys.platform == "linux" and tuple.__itemsize__ == WORD
        return kind if usual and set.__basicsize__ == SET_SIZE and not sys.flags.dev_mode else None
    except Exception:
        return None


_address = _pointer()


def table_of(elements):
    """The table of a set or frozenset; None where it cannot be known."""
    if _address is None:
        return None
    try:
        return Table(elements)
    except Exception:
        return None


def _same(made, wanted, table):
    if table is not None:
        other = table_of(made)
        return other is not None and other.raw == table.raw and (other.finger == table.finger or not table.used)
    return sys.getsizeof(made) == sys.getsizeof(wanted) and _same_order(made, wanted)


def _same_order(made, wanted):
    return len(made) == len(wanted) and all(a is b for a, b in zip(made, wanted))


def _junk(slot, size, taken):
    """A number that belongs into a slot and is no element."""
    for number in range(slot + BEYOND, slot + BEYOND + MOST_TRIED * size, size):
        if number not in taken:
            return number
    raise ValueError("all that belongs into a slot is in the set")


def _enlarge(target, size):
    """Gives a set of one element a table of this size."""
    if size <= SMALL_TABLE:
        return
    more = size // 2 - 2
    keys = {_Stop(hash(next(iter(target)))): None}
    keys.update(dict.fromkeys(range(2 * BEYOND, 2 * BEYOND + more - 1)))
    try:
        target.update(keys)
    except _Enlarged:
        return
    raise ValueError("a table does not grow as it is known to")


def fill_set(target, items, size, removed, slots, popped):
    """Adds to an empty set, whose table gets this size: what is removed again, then the items in their order. With
    slots, each item takes the place of something that was removed from there. Where popped, the first of what is
    removed is so by pop(), which remembers where it was.
    """
    taken = set(items) if removed or slots else ()
    junk = [_junk(slot, size, taken) for slot in removed]
    places = [_junk(slot, size, taken) for slot in slots]
    first = junk[:1] or places[:1] or items[:1]
    if first:
        target.add(first[0])
        _enlarge(target, size)
        target.update(junk)
        target.update(places)
        for item, place in zip(items, places):
            target.discard(place)
            target.add(item)
        target.update(items)
        if popped:
            for each, slot in zip(junk, removed):
                if slot < removed[0]:
                    target.discard(each)
            before = list(iter(target.pop, junk[0]))
            target.update(before)
        for each in junk:
            target.discard(each)
    return target


def _walk(hashed, mask):
    """The slots that are looked at for a hash, in this order."""
    perturb = hashed & ((1 << 64) - 1)
    at = hashed & mask
    while True:
        yield from range(at, at + 1 + (LINEAR_PROBES if at + LINEAR_PROBES <= mask else 0))
        perturb >>= PERTURB_SHIFT
        at = (at * 5 + 1 + perturb) & mask


def _history(items, slots, hashes, removed):
    """An order of adding that puts each element into the slot it has."""
    held = dict(zip(slots, items))
    order, done = [], set(removed)
    for start in slots:
        todo = [start]
        while todo:
            slot = todo[-1]
            before = [] if slot in done else _occupied_before(slot, hashes[slot], len(hashes) - 1, done)
            if not before:
                todo.pop()
                if slot not in done:
                    done.add(slot)
                    order.append(held[slot])
            elif len(todo) > len(held):
                raise ValueError("elements wait for each other")
            todo += before
    return order


def _occupied_before(slot, hashed, mask, done):
    before = []
    for steps, passed in enumerate(_walk(hashed, mask)):
        if passed == slot:
            return before
        if steps > 20 * (mask + 1):
            raise ValueError("an element is where it cannot be")
        if passed not in done:
            before.append(passed)


def set_recipe(elements):
    """How to make a set again: (items in the order of adding, size of the table or 0 for what grows by itself,
    and what fill_set() wants)."""
    items = list(elements)
    table = table_of(elements)
    if sys.implementation.name != "cpython" or _same(set(items), elements, table):
        return items, 0, [], [], False
    size = table.size if table else (sys.getsizeof(elements) - sys.getsizeof(set())) // (2 * WORD) or SMALL_TABLE
    try:
        if size > MOST_SLOTS:
            return items, 0, [], [], False
        for attempt in _attempts(items, size, table):
            made = fill_set(set(), *attempt)
            if _same_order(made, elements) if attempt[-1] is False else _same(made, elements, table):
                return attempt
    except Exception:  # an element's own hash, or a table that is not as it is known
        pass
    return items, 0, [], [], False


def _attempts(items, size, table):
    yield items, size, [], [], None
    if table is None:
        return
    hashes, empty = table.slots()
    slots = [slot for slot, hashed in enumerate(hashes) if not empty[slot] and hashed != -1]
    removed = [slot for slot, hashed in enumerate(hashes) if not empty[slot] and hashed == -1]
    removed.sort(key=lambda slot: slot != table.finger - 1)
    orders = [(items, slots)]
    try:
        orders.insert(0, (_history(items, slots, hashes, removed), []))
    except ValueError:
        pass
    for popped in (True, None, False) if table.finger - 1 in removed else (None, False):
        for order, places in orders:
            yield order, size, removed, places, popped


# Ways to make a frozenset, whose table nothing can enlarge once it is there. Elements are added one by one; or all at
# once, from a dictionary; or to a frozenset of the first of them; or they are taken over from a set of the same table.
def _frozen_one_by_one(items):
    return frozenset(list(items))


def _frozen_at_once(items):
    return frozenset(dict.fromkeys(items))


def _frozen_twice(items):
    return frozenset(list(items)).union(dict.fromkeys(items))


def _frozen_from_set(items):
    return frozenset(set(items))


def _frozen_from_frozen(items):
    """Goes over the table of another one, as & and - do."""
    other = frozenset(dict.fromkeys(items))
    return other & frozenset(list(items))


FROZEN = (_frozen_one_by_one, _frozen_at_once, _frozen_twice, _frozen_from_set, _frozen_from_frozen)


def frozen_recipe(elements):
    """How to make a frozenset again: (items in the order of adding, which way)."""
    items = list(elements)
    table = table_of(elements)
    if sys.implementation.name != "cpython" or _same(frozenset(items), elements, table):
        return items, 0
    orders = [items]
    if table is not None:
        try:
            hashes, empty = table.slots()
            orders.append(_history(items, [slot for slot, none in enumerate(empty) if not none], hashes, []))
        except Exception:
            pass
    second = None
    for tries, order in enumerate(orders + list(_grown(orders[-1], table))):
        for way, make in enumerate(FROZEN if tries < len(orders) else FROZEN[:1]):
            made = make(order)
            if _same(made, elements, table):
                return order, way
            if second is None and _same_order(made, elements):
                second = order, way
    return second or (items, 0)


def _grown(order, table):
    """Orders of adding that may have led to a table that grew: the elements that were there before it grew for the last
    time came into it in the order of a smaller table. Those that are not in a slot of their own are likelier to have
    come later.
    """
    if table is None:
        return
    if len(order) <= MOST_PERMUTED:
        import itertools

        yield from itertools.permutations(order)
        return
    hashes = [hash(each) for each in order]
    taken, own, other = set(), [], []
    for each, hashed in zip(order, hashes):
        (other if hashed & table.size - 1 in taken else own).append(each)
        taken.add(hashed & table.size - 1)
    state = 1
    for tries in range(min(200, 20000 // max(1, len(order)))):
        yield own + other
        mixed = own if tries % 2 else other
        for at in range(len(mixed) - 1, 0, -1):
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            swap = (state >> 8) % (at + 1)
            mixed[at], mixed[swap] = mixed[swap], mixed[at]

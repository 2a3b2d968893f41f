"""What an object that can change holds, and how another one comes to hold the same."""

from sce_judge.sets import fill_set, set_recipe


def content_of(v):
    """What an object that can change holds, to be compared by content_is()."""
    kind = type(v)
    if kind is bytearray:
        return bytes(v)
    if kind.__module__ == "numpy":
        return v.tolist() if v.dtype.kind == "O" else v.tobytes()
    if kind.__module__ == "array":
        return v.tobytes()
    if isinstance(v, dict):
        return [part for pair in v.items() for part in pair]
    if isinstance(v, (list, set)) or kind.__module__ == "collections":
        return list(v)
    return [part for pair in vars(v).items() for part in pair]


def content_is(v, before):
    """Whether it still holds the very same objects."""
    now = content_of(v)
    if type(now) is bytes:
        return now == before
    return len(now) == len(before) and all(a is b for a, b in zip(now, before))


def take_content(target, source):
    """Makes an object hold what another of its type holds."""
    kind = type(target)
    if kind is set:
        target.clear()
        order, *recipe = set_recipe(source)
        fill_set(target, order, *recipe)
    elif kind.__name__ == "Counter":  # whose update() adds
        dict.clear(target)
        dict.update(target, source)
    elif isinstance(target, dict):
        target.clear()
        target.update(source)
    elif kind.__name__ == "deque":
        target.clear()
        target.extend(source)
    elif kind.__module__ == "numpy":
        target[...] = source
    elif kind in (list, bytearray) or kind.__module__ == "array":
        target[:] = source
    else:
        target.__dict__.clear()
        target.__dict__.update(source.__dict__)

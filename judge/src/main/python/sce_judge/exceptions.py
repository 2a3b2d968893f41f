"""Exceptions of the sample's, made anew in the judge: what kind they may be there, and what they may carry."""

import builtins
import sys

from sce_judge.wire import STANDARD

# Exceptions that would end a loop or a process of the tests silently: they arrive as what they are only in tests that
# name them.
SILENT = ("StopIteration", "StopAsyncIteration")
LEAVING = SILENT + ("SystemExit", "KeyboardInterrupt", "GeneratorExit")


def _exceptions():
    """The builtin exceptions that a sample may raise in the judge whatever the test is."""
    found = {}
    for name in dir(builtins):
        kind = getattr(builtins, name)
        if isinstance(kind, type) and issubclass(kind, Exception) and name not in SILENT:
            found[name] = kind
    return found


EXCEPTIONS = _exceptions()


def is_catchable(kind):
    """Whether a class is of exceptions that end neither loops nor processes."""
    return (
        isinstance(kind, type)
        and issubclass(kind, Exception)
        and not issubclass(kind, (StopIteration, StopAsyncIteration))
    )


def standard_exception(places, tests_names):
    """The first of these classes of the standard library that the test itself names, for others mean something to
    whoever runs tests, such as that one is to be skipped. Nothing is imported: what a test names it has imported.
    """
    for place in places if type(places) is list else ():
        if type(place) is not tuple or len(place) != 2 or any(type(part) is not str for part in place):
            continue
        module, name = place
        found = (
            vars(sys.modules[module])
            if module in sys.modules and module.split(".")[0] in STANDARD - {"unittest"}
            else {}
        )
        kind = found.get(name)
        if is_catchable(kind) and any(each == name or found.get(each) is kind for each in tests_names):
            return kind
    return None


def exception_like(kinds, names, text, arguments, attributes):
    """An exception of these builtin kinds; of a class of the sample's its name, text and attributes are kept, all of
    them data.
    """
    bases = [kind for i, kind in enumerate(kinds) if not any(issubclass(other, kind) for other in kinds[:i])]
    given = arguments if type(arguments) is tuple else (text,)
    if names[-1] == bases[0].__name__:
        return with_attributes(made_of(bases[0], given, text), attributes)
    members = {"__str__": lambda self: text, "__module__": "solution"}
    for some in (bases, bases[:1]):
        try:
            error = made_of(type(names[-1], tuple(some), members), given, text)
            break
        except Exception:  # a name that is none, or bases that do not go together
            error = made_of(bases[0], given, text)
    return with_attributes(error, attributes)


def with_attributes(error, attributes):
    for name, value in attributes.items() if type(attributes) is dict else ():
        if type(name) is str and not hasattr(error, name):
            error.__dict__[name] = value
    return error


def made_of(kind, given, text):
    try:
        if any(each.__module__ not in ("builtins", "solution") for each in kind.__mro__):
            return kind.__new__(
                kind, *given
            )  # its own __init__ may want other arguments than it keeps; its attributes it gets later
        error = kind(*given)
    except Exception:  # those that want other arguments than they keep
        try:
            error = kind(text)
        except Exception:  # those that want more arguments, such as UnicodeDecodeError
            error = ValueError(text) if issubclass(kind, ValueError) else Exception(text)
    return error

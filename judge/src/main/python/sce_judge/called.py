"""Many calls of one function of the sample's: the sample's side. See calls.py for the other side."""

from sce_judge.agreement import all_floats
from sce_judge.digest import digest_of
from sce_judge.display import shown
from sce_judge.encoder import Encoder, encoded
from sce_judge.shapes import arguments_from
from sce_judge.wire import MOST_UNASKED, TooLarge, send


class ManyCalls:
    """What the sample's side does where one question asks for many calls."""

    def answer_calls(self, target, shape, texts):
        """Sends the answer to each call before the next one begins, so that the judge has them whatever the next one
        does. Returns the last one.
        """
        self.given = ()
        classes = self.classes()
        last = None
        for text in texts.split("\n"):
            if last is not None:
                send(self.answers, last)
            last, stops = self.answer_call(target, shape, text, classes)
            if stops:
                break
        return last

    def answer_call(self, target, shape, text, classes):
        """Returns an answer, and whether the judge may have a question about it."""
        kind = "value"
        self.large = None
        try:
            what = target(*arguments_from(text, shape))
        except BaseException as e:
            kind, what = "raise", self.raised(e)
        try:
            encoder = Encoder(self.refer, (), classes, False, self.numpy, MOST_UNASKED)
            return encoded(encoder, (kind, what, None, None)), encoder.referred
        except TooLarge:
            if kind == "value":
                self.large = what
                return self.encoded("large", told_of(what), None, None), True
        except Exception:  # also those of an object's own attributes
            pass
        return self.encoded(kind, what, None, None), self.referred

    def do_large(self):
        return ("value", self.large)


def told_of(value):
    """What is told of a large value."""
    try:
        return digest_of(value), shown(value), all_floats(value)
    except BaseException:  # whatever is in it may have methods of its own
        return None

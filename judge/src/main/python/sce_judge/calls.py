"""Many calls of one function of the sample's: the judge's view. See called.py for the other side."""

from sce_judge.remote import Remote, reference_to

# Characters of JSON that go with one question, unless it is for one call.
MOST_TOGETHER = 1 << 20


class Large:
    """An answer that is too large to be sent unasked: its digest, a text for people, whether it is all floats. The
    sample is believed no more than with a value, for to give the right digest it has to have the right value.
    """

    def __init__(self, told):
        if type(told) is not tuple or len(told) != 3 or type(told[0]) is not bytes or type(told[1]) is not str:
            told = (None, "", True)
        self.digest, self.text, self.floats = told


class Calls:
    """Asks for the calls of all inputs, and takes the answers one by one. The sample's side goes from call to call by
    itself, but for two reasons to stop: it has kept something of the answer, which the judge may have questions about,
    or the answer is a large one, which the judge may want. It then waits to be asked anew.
    """

    def __init__(self, sample, target, inputs, one_by_one):
        self.sample = sample
        self.target = target
        self.elsewhere = type(target) is Remote  # as is all but what is no function and the builtins of Python
        self.inputs = inputs
        self.asked = 0  # how many of the inputs the sample's side has been asked about
        self.most = 1 if one_by_one else len(inputs.texts)
        self.growth = 1 if one_by_one else 2

    def here(self, number):
        return self.target(*self.inputs.arguments(number))

    def answer(self, number):
        """The answer to an input, as it came."""
        if number >= self.asked:
            self.ask(number)
        self.sample.kept.clear()
        return self.sample.next_answer()

    def ask(self, number):
        texts = []
        room = MOST_TOGETHER
        for text in self.inputs.texts[number : number + self.most]:
            room -= len(text)
            if texts and room < 0:
                break
            texts.append(text)
        self.sample.ask_for_calls(reference_to(self.target), self.inputs.shape, "\n".join(texts))
        self.asked = number + len(texts)
        self.most *= self.growth

    def value(self, number, data):
        """The value that an answer stands for; raises what the sample has raised."""
        kind, what, *_ = self.sample.reply("call", data, ())
        if kind == "large" or self.sample.referred:
            # Where it has stopped once it may stop each time: nothing is to be sent again and again.
            self.asked = number + 1
            self.most = 1
        return Large(what) if kind == "large" else self.sample.value_of(kind, what)

    def whole(self):
        """The value that was too large to be sent unasked; a reference where it is too large to be sent at all."""
        return self.sample.value("large")[1]

"""Judges a program that must not be trusted, from outside of it.

Theory. The judge forks before it knows anything: before it has read its standard input. The child, "the sample's side",
will run the sample. The parent, "the judge", reads the sample, the tests and the expected values, hands over the
sample, runs the tests, and calls into the child for nothing but the values of calls. What travels back is bytes that
decode to plain values: numbers, texts, lists. No object of the sample's ever exists in the judge, so none can lie there
about being equal. Only the judge holds the standard output that carries the verdict, and no other process may look into
it (it is not dumpable, see __main__.py). Whatever the sample does in its own process, the most it can do is to answer,
which is what it is asked for, or to make the judge fail, which is never a pass.

Where things are:

- two processes: __main__; the sample's side: side, called, one_process
- from request to report: judge, report; what the judge sees of the sample: sample, remote, calls
- ways of judging: tests, inputs, value, together; what inputs are and expect: shapes, expected, agreement
- values as bytes: wire, encoder, decoder, foreign, sets

What is of one sample and what lives on. All that a sample changes belongs to an object that is made for it: Sample,
JudgeStreams and Report in the judge, SampleSide and SampleStreams on the other side. What modules hold is the same for
all samples: tables, what honest.py and confine.py find out about the machine, and the cache of named_tuple(), which
depends on its keys alone.

How it runs. Java joins the modules to one program in the order in which they import each other, without these imports:
a single file of byte code starts quicker than a package. So a module imports from another only by `from sce_judge.name
import ...`, at its head; names at the top level of modules differ from each other; and this file, which has nothing but
text, is not a part of the program.
"""

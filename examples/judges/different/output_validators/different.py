"""Judge of "A Different Problem": one whole number for each line of the answer.

Called like every Kattis output validator: different.py input answer feedback_directory < output.
"""
import sys

RIGHT, WRONG = 42, 43


def wrong(why):
    with open(sys.argv[3] + "judgemessage.txt", "w") as file:
        file.write(why + "\n")
    sys.exit(WRONG)


with open(sys.argv[2]) as file:
    expected = [int(word) for word in file.read().split()]
found = sys.stdin.read().split()
if len(found) != len(expected):
    wrong("%d numbers expected, found %d" % (len(expected), len(found)))
for number, (want, got) in enumerate(zip(expected, found), 1):
    if not got.lstrip("-").isdigit() or int(got) != want:
        wrong("number %d: %d expected, found %.40s" % (number, want, got))
sys.exit(RIGHT)

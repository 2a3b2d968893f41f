# Large sets with a history.
def answer(x):
    made = set(range(300000))
    for i in range(0, 300000, 3):
        made.discard(i)
    return made

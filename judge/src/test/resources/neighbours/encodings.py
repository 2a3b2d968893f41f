# Texts that no encoding takes, and names of files that are none.
def answer(x):
    return "\ud800" * 1000 + "\0" + "\U0010ffff"

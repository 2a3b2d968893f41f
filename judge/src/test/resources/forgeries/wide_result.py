# Gives results of many gigabytes, by sharing.
def answer(x):
    wide = [0] * 100
    for _ in range(12):
        wide = [wide] * 100
    return wide

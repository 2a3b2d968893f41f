# Takes all memory it can get.
HELD = []
def answer(x):
    while True:
        HELD.append(bytearray(10000000))

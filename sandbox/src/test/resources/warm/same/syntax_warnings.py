x = 5
if x is 5:
    print("\d", (1) == 1)
assert (x, "always true")

exec("x = [" + "1, " * 200000 + "]")
print(len(x))
y = "a" * 3; z = (y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + y + 5)

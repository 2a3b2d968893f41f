import random
print(random.randint(1, 1))
#: file random.py
x = 1

import random
random.seed(5); print(random.random(), random.randint(0, 100), random.sample(range(50), 3), random.gauss(0, 1))
r = random.Random("text"); print(r.random(), r.getstate()[0])
random.setstate(r.getstate()); print(random.random())

# Gives a dictionary and sets whose keys collide with everything.
# Begins with heads/yes.py.

def answer(x):
    return {Yes(): Yes()} if x == 1 else {Yes()} if x == 2 else {Yes(): 1}.keys()

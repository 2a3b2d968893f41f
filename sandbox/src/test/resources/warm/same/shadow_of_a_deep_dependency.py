import dataclasses
print(dataclasses.dataclass.__name__)
#: file keyword.py
print("keyword of the program", __file__)
def iskeyword(s): return False
kwlist = []
softkwlist = []
issoftkeyword = iskeyword

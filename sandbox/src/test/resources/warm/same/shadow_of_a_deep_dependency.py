import dataclasses
print(dataclasses.dataclass)
#: file keyword.py
print("keyword of the program", __file__)
def iskeyword(s): return False
kwlist = []
softkwlist = []
issoftkeyword = iskeyword

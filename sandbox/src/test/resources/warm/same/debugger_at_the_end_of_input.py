#: stdin p x\nc\n
x = 5
breakpoint()
print("after")

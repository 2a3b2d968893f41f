größe = "𝄞 ü €"
print(größe, ascii(größe))
def ﬁ(): raise NameError(größe)
fi()

import package.inner
#: file package/__init__.py
#: file package/inner.py
from package import nothing_like_this

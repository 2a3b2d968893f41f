#: warm python3 main.py
#: exec ls -A /tmp
import tempfile
kept = tempfile.TemporaryDirectory()
named = tempfile.NamedTemporaryFile()
plain = tempfile.TemporaryFile()
#: differs tmp\w{8} because names of temporary files are random
#: differs 0x[0-9a-f]+ because addresses are others in each process

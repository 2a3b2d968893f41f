#: differs 0x[0-9a-f]+ because addresses are others in each process
#: track out.txt
import sys
class Logger:
    def __del__(self):
        print(sys.is_finalizing(), sorted(n for n in dir(sys) if n.startswith("last")))
        open("out.txt", "w").write("closed")
logger = Logger()

import sys, os, json
class Late:
    def __del__(self):
        try:
            print(json.dumps([1]), os.getcwd(), sys.path is None)
        except Exception as e:
            print(repr(e))
        import heapq
        print(heapq)
late = Late()
late.cycle = late
#: differs 0x[0-9a-f]+ because addresses are others in each process

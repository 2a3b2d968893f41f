import sys
sys.path.insert(0, "")
sys.path.insert(0, "/nowhere")
sys.path.append(5)
sys.path.append(b"/work/bytes")
sys.path.insert(1, "/work/main.py")
import json, heapq
print(json.dumps(sys.path[:3]), heapq.__file__)

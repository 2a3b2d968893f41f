import sys
seen = []
class Finder:
    @staticmethod
    def find_spec(name, path, target=None):
        seen.append((name, path is None))
        return None
sys.meta_path.insert(0, Finder)
import random, json, collections.abc, dataclasses, xml.etree.ElementTree, heapq
print(seen)

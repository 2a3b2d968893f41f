#: warm python3 main.py
#: warm python3 main.py -v
#: warm python3 main.py T.test_good
#: warm python3 main.py --help
import unittest
class T(unittest.TestCase):
    def test_good(self): self.assertEqual(1, 1)
    def test_bad(self): self.assertEqual([1, 2], [1, 3])
    def test_error(self): {}["x"]
    @unittest.skip("why not")
    def test_skipped(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail()
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i): self.assertNotEqual(i, 1)
if __name__ == "__main__":
    unittest.main()
#: differs in \d\.\d\d\ds because it is a time

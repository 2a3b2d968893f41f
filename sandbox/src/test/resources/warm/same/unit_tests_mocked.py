from unittest import mock
import random, os, time
with mock.patch("random.random", return_value=0.5), mock.patch.dict(os.environ, {"X": "1"}), mock.patch("builtins.open", mock.mock_open(read_data="data")):
    print(random.random(), os.environ["X"], open("nowhere").read())
with mock.patch.object(time, "sleep") as sleep:
    time.sleep(100)
    print(sleep.call_args)
print("X" in os.environ)

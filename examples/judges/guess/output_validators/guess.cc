// Judge of "Guess the Number": the program has ten tries for a number from 1 to 1000.
//
// Called like every Kattis output validator: guess input answer feedback_directory. The input says
// "fixed N", "random SEED", or "adaptive N": the last one never commits itself and always keeps the
// larger half of what is left.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

static const int kRight = 42, kWrong = 43, kTries = 10;

static std::string feedback;

static void wrong(const std::string &why) {
  std::ofstream(feedback + "judgemessage.txt") << why << "\n";
  exit(kWrong);
}

int main(int argc, char **argv) {
  if (argc < 4) return 1;
  feedback = argv[3];
  std::ifstream input(argv[1]);
  std::string way;
  long number = 0;
  if (!(input >> way >> number)) return 1;
  long low = 1, high = 1000;  // what the hidden number can be
  if (way == "fixed") low = high = number;
  if (way == "random") {
    srandom((unsigned)number);
    low = high = 1 + random() % 1000;
  }
  for (int tries = 1; tries <= kTries; tries++) {
    long guess;
    if (!(std::cin >> guess)) wrong("no guess at try " + std::to_string(tries));
    if (guess < 1 || guess > 1000) wrong("a guess out of range: " + std::to_string(guess));
    if (low == high && guess == low) {
      std::cout << "correct" << std::endl;
      std::string rest;
      if (std::cin >> rest) wrong("output after the right guess");
      return kRight;
    }
    bool lower = guess > high || (guess >= low && guess - low > high - guess);
    if (lower) {
      if (guess <= high) high = guess - 1;
    } else if (guess >= low) {
      low = guess + 1;
    }
    std::cout << (lower ? "lower" : "higher") << std::endl;
  }
  wrong("not found in ten tries");
}

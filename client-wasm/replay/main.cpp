// `replay FILE`: reads a log of events and prints what happened and what it led to, step by step.
// Ends with 1 where it is no log.

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "parley/replay/replay.h"

int main(int argc, char** argv) {
  std::ifstream file(argc > 1 ? argv[1] : "");
  if (!file) {
    std::cerr << "Which log is to be replayed? replay FILE\n";
    return 1;
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const parley::replay::Log log = parley::replay::read_log(text);
  if (!log.problem.empty()) {
    std::cerr << "This is no log of events: " << log.problem << ".\n";
    return 1;
  }
  std::cout << "Recorded by Parley " << log.build << "; replayed by Parley " PARLEY_VERSION ".\n"
            << parley::replay::report(log);
  return 0;
}

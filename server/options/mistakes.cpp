#include "options/mistakes.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "options/options.h"

namespace parley {

void write(const std::vector<Mistake>& mistakes) {
  for (const Mistake& mistake : mistakes) {
    std::cerr << "parley: " << mistake.where << ": " << mistake.what << '\n';
  }
}

int tell(const std::vector<Mistake>& mistakes, const std::string& command) {
  write(mistakes);
  std::cerr << '"' << command << " --help\" lists all flags.\n";
  return usage_error;
}

// What CLI11 finds wrong by itself is a value that is missing, and it says of which flag.
int tell(const CLI::App& app, const CLI::ParseError& error, const std::string& command) {
  if (error.get_exit_code() == 0) return app.exit(error, std::cout, std::cerr);
  const std::string text = error.what();
  const std::size_t colon = text.find(':');
  const bool names_flag = text.starts_with("--") && colon != std::string::npos;
  return tell({{names_flag ? text.substr(0, colon) : "command line",
                names_flag ? "A value is missing." : "It cannot be read: " + shown(text)}},
              command);
}

}  // namespace parley

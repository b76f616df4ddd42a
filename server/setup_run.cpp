#include "setup_run.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>

namespace parley {

std::string line_of(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
  return line;
}

std::string run_command(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int error =
      ::posix_spawnp(&child, arguments.front(), nullptr, nullptr, arguments.data(), environ);
  if (error != 0) return std::string(std::strerror(error)) + ".";
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return std::string(std::strerror(errno)) + ".";
  }
  if (status == 0) return {};
  if (WIFEXITED(status)) return "It ended with " + std::to_string(WEXITSTATUS(status)) + ".";
  return "A signal ended it.";
}

std::vector<std::string> run_commands(const std::vector<std::vector<std::string>>& commands) {
  std::vector<std::string> failures;
  for (const auto& words : commands) {
    std::cout << "Running: " << line_of(words) << std::endl;
    const std::string failure = run_command(words);
    if (!failure.empty()) failures.push_back(line_of(words) + ": " + failure);
  }
  return failures;
}

}  // namespace parley

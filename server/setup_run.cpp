#include "setup_run.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>

namespace parley {

std::string run_command(const setup::Command& words) {
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

void mark_unfinished(const std::vector<setup::Command>& commands, const SetupFiles& files) {
  if (commands.empty()) {
    files.remove(setup::unfinished_file);
  } else {
    (void)files.write({.path = setup::unfinished_file,
                       .before = {},
                       .after = setup::lines_of_commands(commands)});
  }
}

std::vector<FailedCommand> run_marked(const std::vector<setup::Command>& commands,
                                      const SetupFiles& files) {
  std::vector<FailedCommand> failures;
  std::vector<setup::Command> unfinished;
  for (const setup::Command& command : commands) {
    std::cout << "Running: " << setup::line_of(command) << std::endl;
    std::string reason = run_command(command);
    if (reason.empty()) continue;
    unfinished.push_back(command);
    failures.push_back({command, std::move(reason)});
  }
  mark_unfinished(unfinished, files);
  return failures;
}

}  // namespace parley

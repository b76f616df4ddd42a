#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "options/options.h"
#include "parley/auth/key_file.h"

namespace parley {
namespace {

// XDG Base Directory Specification: a relative path is to be ignored.
std::filesystem::path state_directory() {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state != nullptr && *state == '/') return state;
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return std::filesystem::path(home) / ".local" / "state";
  throw std::runtime_error("There is neither $XDG_STATE_HOME nor $HOME to keep a key in.");
}

}  // namespace

std::string obtain_resume_key(const std::optional<std::string>& file) {
  if (file == "none") return auth::random_key();
  if (file) return auth::load_or_create_key(*file);
  try {
    return auth::load_or_create_key(state_directory() / "parley" / "resume.key");
  } catch (const std::runtime_error& error) {
    std::cerr << "parley: calls will not survive a restart of the server: " << error.what()
              << " --resume-key-file chooses another.\n";
    return auth::random_key();
  }
}

}  // namespace parley

// Keeps the signing key in a file from one run of the server to the next.
#pragma once

#include <filesystem>
#include <string>

namespace parley::auth {

/// 32 random bytes from the kernel.
std::string random_key();

/// The key in a file of 64 hex digits. If there is no file, creates it with a new key, along with
/// the directories above it, readable only by the owner. Throws std::runtime_error with a sentence
/// for the operator.
std::string load_or_create_key(const std::filesystem::path& path);

}  // namespace parley::auth

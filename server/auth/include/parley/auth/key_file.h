// Where the signing key is kept from one run of the server to the next.
#pragma once

#include <filesystem>
#include <string>

namespace parley::auth {

/// 32 bytes of the kernel's randomness.
std::string random_key();

/// The key in a file of 64 hex digits. Where there is none, it is made with a new key, for its
/// owner's eyes only, and so are the directories above it. Throws std::runtime_error with a
/// sentence for the operator.
std::string load_or_create_key(const std::filesystem::path& path);

}  // namespace parley::auth

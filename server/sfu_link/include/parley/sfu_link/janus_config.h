// The configuration of a Janus that the server starts itself.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace parley::sfu_link {

/// What the operator may say about it.
struct JanusMedia {
  /// The first and the last UDP port of media.
  unsigned first_port = 20'000;
  unsigned last_port = 29'999;
  /// The machine's address as the internet sees it, where it is behind a 1:1 NAT; may be empty.
  std::string public_address;
  /// The beginnings of names or addresses of the only interfaces to use; empty: all of them.
  std::vector<std::string> interfaces;
};

/// What lets one speak to it.
struct JanusKeys {
  std::string api;
  std::string admin;
};

/// Writes Janus' configuration files into a folder, which only this user can read, so that Janus
/// listens on the Unix socket `socket_of(folder)` and does nothing but rooms. Throws
/// std::filesystem::filesystem_error or std::ios_base::failure if that fails.
void write_janus_config(const std::filesystem::path& folder, const JanusMedia& media,
                        const JanusKeys& keys);

/// Where Janus listens then.
std::filesystem::path socket_of(const std::filesystem::path& folder);

}  // namespace parley::sfu_link

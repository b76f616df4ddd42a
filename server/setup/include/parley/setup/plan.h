// What makes a machine a public meeting place: which files have to say what, and what is left to
// do. Pure: what the machine has goes in, and what to write comes out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley::setup {

/// What is known of the machine.
struct Facts {
  std::string host;         ///< the name by which people reach it, in lower case
  std::string external_ip;  ///< its public address, if its interfaces have another; may be empty
  bool has_caddy = false;
  bool has_nginx = false;
  bool has_coturn = false;
  bool has_janus = false;
  bool janus_service_enabled = false;  ///< Debian's, with known secrets
  bool has_certificate = false;        ///< certbot's, for the host
  std::string new_configuration;       ///< where there is no parley.conf
  std::string new_secret;              ///< for coturn, if there is none yet
  /// What the files of files_to_read() contain. Those that there are not are not in it.
  std::map<std::string, std::string> files;
};

struct FileChange {
  std::string path;
  std::optional<std::string> before;  ///< nothing: there is no such file
  std::string after;
  unsigned mode = 0644;
  std::string group = "root";
  bool is_secret = false;  ///< nothing of it may be shown
};

struct Port {
  std::string ports;      ///< "443", "49152-65535"
  std::string transport;  ///< "tcp", "udp"
  std::string purpose;
};

/// A program and its arguments.
using Command = std::vector<std::string>;

struct Plan {
  std::vector<FileChange> changes;
  /// To be run after the files are written, in this order.
  std::vector<Command> commands;
  std::vector<Port> ports;         ///< to be open in the firewall
  std::vector<std::string> notes;  ///< sentences: what the operator has to know or do
  std::string secret;              ///< which may not be shown in what changes; may be empty
};

/// Parley's own, which says what other files there are.
inline constexpr const char* configuration_file = "/etc/parley/parley.conf";

/// The commands that have not been run yet, one a line, from before the files are written until all
/// have succeeded. A run that finds it runs them too, because the files no longer tell.
inline constexpr const char* unfinished_file = "/etc/parley/setup-unfinished";

/// The words as one line, as one types it.
std::string line_of(const Command& words);

/// The commands as unfinished_file has them.
std::string lines_of_commands(const std::vector<Command>& commands);

/// The files whose content make_plan() has to know, with this text as Parley's own.
std::vector<std::string> files_to_read(std::string_view configuration);

/// Leads to no changes and no commands once it has been carried out.
Plan make_plan(const Facts& facts);

}  // namespace parley::setup

// What browsers are told that pages of this server may do.
#pragma once

#include <string>
#include <vector>

namespace parley::transport {

struct PagePolicy {
  /// Servers the pages may talk to besides their own, as origins: a Parley server elsewhere.
  std::vector<std::string> connect_origins;
  /// Whose pages may show ours in a frame.
  std::vector<std::string> embed_origins;
};

/// The header lines that go with every response.
std::string security_fields(const PagePolicy& policy);

}  // namespace parley::transport

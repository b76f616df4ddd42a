// What browsers allow pages of this server to do.
#pragma once

#include <string>
#include <vector>

namespace parley::http {

struct PagePolicy {
  /// Servers that the pages may talk to besides their own, as origins: a Parley server elsewhere.
  std::vector<std::string> connect_origins;
  /// The origins whose pages may show ours in a frame.
  std::vector<std::string> embed_origins;
};

/// The header lines that go with every response.
std::string security_fields(const PagePolicy& policy);

}  // namespace parley::http

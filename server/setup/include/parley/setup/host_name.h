// The name by which people reach a server.
#pragma once

#include <string>

namespace parley::setup {

/// What is wrong with the name of a public host (RFC 1123 section 2.1), as a sentence; nothing if
/// it is one. It needs a domain, because nobody certifies a single label or an address.
std::string mistake_in_host_name(const std::string& name);

}  // namespace parley::setup

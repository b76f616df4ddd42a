// Sockets between nodes.
#pragma once

#include "parley/base/unique_fd.h"
#include "parley/nodes_link/redis_address.h"

namespace parley::nodes_link {

/// A socket that listens there, without blocking. Throws std::runtime_error with a sentence for the
/// operator.
[[nodiscard]] base::UniqueFd listen_at(const HostAndPort& numeric);
/// A socket that is connecting there, without blocking; none if that fails at once.
[[nodiscard]] base::UniqueFd connect_to(const HostAndPort& numeric);
/// Whether that has succeeded, once the socket can be written to.
[[nodiscard]] bool is_connected(int fd);

}  // namespace parley::nodes_link

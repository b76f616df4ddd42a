#include "parley/limits/socket_options.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "parley/limits/limits.h"

namespace parley::limits {
namespace {

template <class Value>
void set_option(int fd, int level, int name, Value value) {
  // A connection works without these, so a failure is not worth ending it.
  (void)setsockopt(fd, level, name, &value, sizeof value);
}

}  // namespace

void set_stream_options(int fd, int send_buffer) {
  set_option(fd, IPPROTO_TCP, TCP_NODELAY, 1);
  set_option(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
  set_option(fd, IPPROTO_TCP, TCP_KEEPIDLE, static_cast<int>(keepalive_idle.count()));
  set_option(fd, SOL_SOCKET, SO_SNDBUF, send_buffer);
  set_option(fd, IPPROTO_TCP, TCP_USER_TIMEOUT,
             static_cast<unsigned>(unacknowledged_timeout.count()));
}

}  // namespace parley::limits

#include <cerrno>
#include <cstring>

#include "parley/doctor/limits.h"
#include "probes.h"

namespace parley::doctor {
namespace {

bool serves_metrics(const std::vector<SocketAddress>& addresses) {
  const Deadline deadline(probe_time);
  Stream stream;
  std::string bytes;
  const bool is_asked =
      stream.connect(addresses, deadline) &&
      stream.write("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                   deadline);
  if (!is_asked) return false;
  while (bytes.size() < answer_bytes && stream.read(bytes, answer_bytes, deadline)) {
  }
  return bytes.find("parley_rooms") != std::string::npos;
}

// A program that listens already keeps others from the port, whatever address of it they take.
int why_not_bound(const SocketAddress& address) {
  const base::UniqueFd socket(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int reuse = 1;
  // As the server does, so that connections of an earlier one are in nobody's way.
  ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof reuse);
  return ::bind(socket.get(), address.get(), address.size) == 0 ? 0 : errno;
}

}  // namespace

PortFacts probe_port(const std::string& flag, const std::string& address, std::uint16_t port,
                     bool is_metrics) {
  PortFacts facts{flag, address, port, PortFacts::State::Free, {}};
  const std::string reached = address == "0.0.0.0" ? "127.0.0.1" : address;
  const Lookup here = look_up(address, port, Deadline(probe_time));
  const Lookup there = look_up(reached, port, Deadline(probe_time));
  if (here.addresses.empty() || there.addresses.empty()) {
    facts.state = PortFacts::State::Refused;
    facts.error = here.error;
    return facts;
  }
  const std::string base = "http://" + reached + ":" + std::to_string(port);
  const bool is_parley = is_metrics ? serves_metrics(there.addresses)
                                    : ask_origin(base, base, Deadline(probe_time)).is_parley;
  if (is_parley) {
    facts.state = PortFacts::State::Parley;
    return facts;
  }
  const int error = why_not_bound(here.addresses.front());
  if (error == 0) return facts;
  facts.state = error == EADDRINUSE ? PortFacts::State::Taken : PortFacts::State::Refused;
  facts.error = std::strerror(error);
  return facts;
}

}  // namespace parley::doctor

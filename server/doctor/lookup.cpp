#include "lookup.h"

#include <netdb.h>

#include <array>
#include <memory>

#include "parley/doctor/limits.h"

namespace parley::doctor {
namespace {

// glibc's threads write into it, also after it was given up.
struct Question {
  std::string host;
  std::string port;
  addrinfo hints{};
  gaicb request{};
};

timespec time_of(std::chrono::milliseconds time) {
  constexpr long nanoseconds_per_millisecond = 1'000'000;
  return {.tv_sec = time.count() / 1000,
          .tv_nsec = time.count() % 1000 * nanoseconds_per_millisecond};
}

std::vector<SocketAddress> addresses_of(const addrinfo* found) {
  std::vector<SocketAddress> result;
  for (; found != nullptr && result.size() < most_addresses; found = found->ai_next) {
    SocketAddress& address = result.emplace_back();
    std::copy_n(reinterpret_cast<const char*>(found->ai_addr), found->ai_addrlen,
                reinterpret_cast<char*>(&address.storage));
    address.size = found->ai_addrlen;
  }
  return result;
}

}  // namespace

std::string SocketAddress::text() const {
  std::array<char, NI_MAXHOST> host{};
  const int failure =
      getnameinfo(get(), size, host.data(), host.size(), nullptr, 0, NI_NUMERICHOST);
  return failure == 0 ? host.data() : "?";
}

NameFacts Lookup::facts(const std::string& host) const {
  NameFacts facts{host, {}, error};
  for (const SocketAddress& address : addresses) facts.addresses.push_back(address.text());
  return facts;
}

Lookup look_up(const std::string& host, std::uint16_t port, const Deadline& deadline) {
  auto question = std::make_unique<Question>();
  question->host = host;
  question->port = std::to_string(port);
  question->hints.ai_socktype = SOCK_STREAM;
  question->request.ar_name = question->host.c_str();
  question->request.ar_service = question->port.c_str();
  question->request.ar_request = &question->hints;
  std::array<gaicb*, 1> list = {&question->request};
  if (const int failure = getaddrinfo_a(GAI_NOWAIT, list.data(), 1, nullptr); failure != 0) {
    return {{}, gai_strerror(failure)};
  }
  const timespec time = time_of(deadline.left());
  int result = gai_error(&question->request);
  while (result == EAI_INPROGRESS && !deadline.is_over()) {
    gai_suspend(list.data(), 1, &time);
    result = gai_error(&question->request);
  }
  if (result == EAI_INPROGRESS) {
    // What cannot be taken back is left to glibc.
    if (gai_cancel(&question->request) != EAI_CANCELED) (void)question.release();
    return {{}, "the name server does not answer"};
  }
  Lookup lookup;
  if (result != 0) lookup.error = gai_strerror(result);
  lookup.addresses = addresses_of(question->request.ar_result);
  if (question->request.ar_result != nullptr) freeaddrinfo(question->request.ar_result);
  return lookup;
}

}  // namespace parley::doctor

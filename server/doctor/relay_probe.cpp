#include <poll.h>
#include <sys/random.h>

#include <cerrno>
#include <cstring>

#include "parley/doctor/limits.h"
#include "parley/doctor/stun_message.h"
#include "probes.h"

namespace parley::doctor {
namespace {

// RFC 8656 section 18.8: the number of UDP, and three bytes that are 0.
constexpr std::string_view relay_udp("\x11\0\0\0", 4);
constexpr std::string_view no_lifetime("\0\0\0\0", 4);
constexpr int unauthorized = 401;
constexpr int stale_nonce = 438;
constexpr std::size_t packet_bytes = 2048;

// One server, over one transport.
class Line {
 public:
  Line() = default;
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  virtual ~Line() = default;
  /// The answer with this id to the request, or nothing, and then error() says why.
  virtual std::optional<std::string> ask(const std::string& request, const TransactionId& id) = 0;
  [[nodiscard]] const std::string& error() const { return error_; }

 protected:
  bool fail(std::string error) {
    error_ = std::move(error);
    return false;
  }

 private:
  std::string error_ = "there is no address";
};

bool answers(const std::string& bytes, const TransactionId& id) {
  const auto message = read_stun(bytes);
  return message && message->id == id &&
         (message->kind == StunClass::Success || message->kind == StunClass::Error);
}

class UdpLine : public Line {
 public:
  UdpLine(const std::vector<SocketAddress>& addresses, const Deadline& deadline)
      : addresses_(addresses), deadline_(deadline) {}

  std::optional<std::string> ask(const std::string& request, const TransactionId& id) override {
    if (socket_) return ask_here(request, id, deadline_);
    for (std::size_t index = 0; index < addresses_.size(); ++index) {
      const Deadline share(deadline_.left() / static_cast<int>(addresses_.size() - index));
      if (!connect(addresses_[index])) continue;
      if (auto answer = ask_here(request, id, share)) return answer;
    }
    return {};
  }

 private:
  // A socket that is connected learns at once that nobody listens there.
  bool connect(const SocketAddress& address) {
    socket_ = base::UniqueFd(
        ::socket(address.storage.ss_family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    return (socket_ && ::connect(socket_.get(), address.get(), address.size) == 0) ||
           fail(std::strerror(errno));
  }

  std::optional<std::string> ask_here(const std::string& request, const TransactionId& id,
                                      const Deadline& deadline) {
    auto wait = first_retransmission;
    while (!deadline.is_over()) {
      if (::send(socket_.get(), request.data(), request.size(), MSG_NOSIGNAL) < 0) {
        fail(std::strerror(errno));
        return {};
      }
      const Deadline turn(std::min(wait, deadline.left()));
      wait *= 2;
      while (!turn.is_over()) {
        pollfd watched = {.fd = socket_.get(), .events = POLLIN, .revents = 0};
        if (::poll(&watched, 1, turn.left_for_poll()) <= 0) continue;
        std::string bytes(packet_bytes, '\0');
        const ssize_t count = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
        if (count < 0 && errno != EAGAIN && errno != EINTR) {
          fail(std::strerror(errno));
          return {};
        }
        bytes.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
        if (answers(bytes, id)) return bytes;
      }
    }
    fail("no answer in time");
    return {};
  }

  const std::vector<SocketAddress>& addresses_;
  const Deadline& deadline_;
  base::UniqueFd socket_;
};

// RFC 8489 section 6.2.2: one message after the other, and nothing between them.
class StreamLine : public Line {
 public:
  StreamLine(const IceUrl& url, const std::vector<SocketAddress>& addresses, RelayFacts& facts,
             const Deadline& deadline)
      : url_(url), addresses_(addresses), facts_(facts), deadline_(deadline) {}

  std::optional<std::string> ask(const std::string& request, const TransactionId& id) override {
    if (!is_connected_ && !connect()) return {};
    if (!stream_.write(request, deadline_)) return fail_as_stream();
    while (true) {
      std::string bytes;
      if (!read_to(bytes, stun_header_bytes)) return fail_as_stream();
      const auto rest = bytes_after_stun_header(bytes);
      if (!rest) {
        fail("what answers there is no TURN server");
        return {};
      }
      if (!read_to(bytes, stun_header_bytes + *rest)) return fail_as_stream();
      if (answers(bytes, id)) return bytes;
    }
  }

 private:
  std::optional<std::string> fail_as_stream() {
    fail(stream_.error());
    return {};
  }

  bool connect() {
    if (!stream_.connect(addresses_, deadline_)) return fail(stream_.error());
    if (url_.transport == Transport::Tls) {
      if (!stream_.start_tls(url_.host, deadline_)) return fail(stream_.error());
      facts_.certificate = certificate_of(stream_, url_.host);
    }
    is_connected_ = true;
    return true;
  }

  bool read_to(std::string& bytes, std::size_t size) {
    while (bytes.size() < size) {
      if (!stream_.read(bytes, size - bytes.size(), deadline_)) return false;
    }
    return true;
  }

  const IceUrl& url_;
  const std::vector<SocketAddress>& addresses_;
  RelayFacts& facts_;
  const Deadline& deadline_;
  Stream stream_;
  bool is_connected_ = false;
};

class Conversation {
 public:
  Conversation(Line& line, RelayFacts& facts, std::string username, std::string password)
      : line_(line),
        facts_(facts),
        username_(std::move(username)),
        password_(std::move(password)) {}

  void bind() { facts_.is_answered = ask({StunMethod::Binding}, false).has_value(); }

  // RFC 8656 section 7.2, with the credentials of RFC 8489 section 9.2.
  void allocate() {
    auto answer = ask({.method = StunMethod::Allocate,
                       .attributes = {{StunAttribute::RequestedTransport, std::string(relay_udp)}}},
                      false);
    if (!answer) return;
    facts_.is_answered = true;
    if (answer->kind == StunClass::Success) {
      facts_.is_open = true;
      return;
    }
    take_challenge(*answer);
    if (facts_.error_code != unauthorized) return;
    // It was to be expected, and is no answer to the password.
    facts_.error_code = 0;
    answer = ask_for_relay();
    if (answer && facts_.error_code == stale_nonce) {
      take_challenge(*answer);
      answer = ask_for_relay();
    }
    if (!answer) {
      facts_.error = line_.error();
      return;
    }
    if (answer->kind == StunClass::Error) return;
    const auto address = answer->find(StunAttribute::XorRelayedAddress);
    facts_.relay = address ? read_xor_address(*address, answer->id).value_or("") : "";
    if (facts_.relay.empty()) facts_.error = "Its answer names no relay";
    give_back();
  }

 private:
  void take_challenge(const StunMessage& answer) {
    take_error(answer);
    realm_ = answer.find(StunAttribute::Realm).value_or("");
    nonce_ = answer.find(StunAttribute::Nonce).value_or("");
  }

  void take_error(const StunMessage& answer) {
    facts_.error_code = 0;
    facts_.reason.clear();
    if (answer.kind != StunClass::Error) return;
    const auto value = answer.find(StunAttribute::ErrorCode);
    const auto error = value ? read_stun_error(*value) : std::nullopt;
    facts_.error_code = error ? error->code : 500;
    facts_.reason = error ? error->reason : "an error without a number";
  }

  std::optional<StunMessage> ask_for_relay() {
    auto answer = ask({.method = StunMethod::Allocate,
                       .attributes = {{StunAttribute::RequestedTransport, std::string(relay_udp)}}},
                      true);
    if (answer) take_error(*answer);
    return answer;
  }

  // RFC 8656 section 8.1, so that it takes no place in the server's quotas until it ends by itself.
  void give_back() {
    (void)ask({.method = StunMethod::Refresh,
               .attributes = {{StunAttribute::Lifetime, std::string(no_lifetime)}}},
              true);
  }

  std::optional<StunMessage> ask(StunMessage message, bool is_signed) {
    if (::getrandom(message.id.data(), message.id.size(), 0) < 0) return {};
    std::string key;
    if (is_signed) {
      message.attributes.emplace_back(StunAttribute::Username, username_);
      message.attributes.emplace_back(StunAttribute::Realm, realm_);
      message.attributes.emplace_back(StunAttribute::Nonce, nonce_);
      key = stun_key(username_, realm_, password_);
    }
    const auto bytes =
        line_.ask(is_signed ? write_signed_stun(message, key) : write_stun(message), message.id);
    if (!bytes) {
      facts_.error = line_.error();
      return {};
    }
    auto answer = read_stun(*bytes);
    if (is_signed && answer->kind == StunClass::Success && !is_signed_with(*bytes, key)) {
      facts_.is_forged = true;
    }
    return answer;
  }

  Line& line_;
  RelayFacts& facts_;
  std::string username_;
  std::string password_;
  std::string realm_;
  std::string nonce_;
};

}  // namespace

RelayFacts probe_relay(const IceUrl& url, const std::string& username,
                       const std::string& password) {
  RelayFacts facts;
  facts.url = url;
  if (url.transport == Transport::Dtls) return facts;
  const Lookup lookup = look_up(url.host, url.port, Deadline(probe_time));
  facts.name = lookup.facts(url.host);
  const Deadline deadline(probe_time);
  const auto converse = [&](Line& line) {
    Conversation conversation(line, facts, username, password);
    if (url.is_turn) {
      conversation.allocate();
    } else {
      conversation.bind();
    }
  };
  if (url.transport == Transport::Udp) {
    UdpLine line(lookup.addresses, deadline);
    converse(line);
  } else {
    StreamLine line(url, lookup.addresses, facts, deadline);
    converse(line);
  }
  return facts;
}

}  // namespace parley::doctor

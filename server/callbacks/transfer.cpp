#include "transfer.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstring>
#include <new>

#include "parley/auth/callback_signature.h"

namespace parley::callbacks {
namespace {

// WHATWG URL, application/x-www-form-urlencoded, with %20 for a space, which both kinds of readers
// take.
std::string encode(const std::vector<std::pair<std::string, std::string>>& fields) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  const auto append = [&text](std::string_view part) {
    for (const char c : part) {
      const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                            (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
      const auto byte = static_cast<unsigned char>(c);
      if (is_plain) {
        text += c;
      } else {
        text.append(1, '%').append(1, digits[byte >> 4U]).append(1, digits[byte & 0xFU]);
      }
    }
  };
  for (const auto& [name, value] : fields) {
    if (!text.empty()) text += '&';
    append(name);
    text += '=';
    append(value);
  }
  return text;
}

limits::IpAddress address_of(const curl_sockaddr& address) {
  if (address.family == AF_INET) {
    sockaddr_in ipv4{};
    std::memcpy(&ipv4, &address.addr, sizeof ipv4);
    std::array<std::uint8_t, 4> bytes{};
    std::memcpy(bytes.data(), &ipv4.sin_addr, bytes.size());
    return limits::ipv4_address(bytes);
  }
  limits::IpAddress ipv6;
  if (address.family == AF_INET6 && address.addrlen >= sizeof(sockaddr_in6)) {
    // The struct ends with the first of the bytes that are behind it.
    const auto* bytes = reinterpret_cast<const unsigned char*>(&address.addr);
    std::memcpy(ipv6.bytes.data(), bytes + offsetof(sockaddr_in6, sin6_addr), ipv6.bytes.size());
  }
  return ipv6;
}

}  // namespace

Transfer::Transfer(const base::StatusCallback& callback, std::string_view secret,
                   const Targets& targets)
    : room_sid_(callback.room_sid),
      targets_(targets),
      url_(callback.url),
      handle_(curl_easy_init()) {
  const std::string fields = encode(callback.fields);
  std::string signature;
  if (callback.is_get) {
    url_ += (url_.find('?') == std::string::npos ? '?' : '&') + fields;
    signature = auth::callback_signature(secret, url_, {});
  } else {
    form_ = fields;
    signature = auth::callback_signature(secret, url_, callback.fields);
  }
  headers_.reset(curl_slist_append(nullptr, ("X-Twilio-Signature: " + signature).c_str()));
  if (!handle_ || !headers_) throw std::bad_alloc();
  CURL* const handle = handle_.get();
  curl_easy_setopt(handle, CURLOPT_URL, url_.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers_.get());
  if (!callback.is_get) {
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(form_.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, form_.c_str());
  }
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "Parley");
  curl_easy_setopt(handle, CURLOPT_PRIVATE, this);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  // Nothing leads elsewhere: no other scheme, no redirection, no proxy of the environment's.
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &Transfer::open_socket);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect_timeout.count()));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(request_timeout.count()));
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &Transfer::discard);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, this);
}

Queues::Outcome Transfer::outcome() const {
  long status = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status >= 200 && status < 300) return Queues::Outcome::Delivered;
  // RFC 9110 sections 15.4 and 15.5: it is sent to the wrong place or is wrong, and stays so. But
  // for these two.
  const bool may_change = status < 300 || status >= 500 || status == 408 || status == 429;
  return may_change ? Queues::Outcome::Failed : Queues::Outcome::Refused;
}

std::size_t Transfer::discard(const char* /*bytes*/, std::size_t size, std::size_t count,
                              void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  transfer.answer_bytes_ += size * count;
  return transfer.answer_bytes_ > answer_bytes ? 0 : size * count;
}

// Here the address is known for good, whatever the name resolves to a moment later.
curl_socket_t Transfer::open_socket(void* self, curlsocktype /*purpose*/, curl_sockaddr* address) {
  const auto& transfer = *static_cast<const Transfer*>(self);
  if (!transfer.targets_.may_connect(address_of(*address))) return CURL_SOCKET_BAD;
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // namespace parley::callbacks

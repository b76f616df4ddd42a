#include <charconv>

#include "parley/base/text.h"
#include "parley/doctor/limits.h"
#include "parley/http/digest.h"
#include "probes.h"

namespace parley::doctor {
namespace {

// RFC 6455 section 4.1. Nothing depends on its being random: no cache may answer, and the answer
// shows if one does.
constexpr std::string_view key = "cGFybGV5LWRvY3RvciEhIQ==";
// Section 5.5: a ping and a close (1000) of a client, masked with zeros; and a server's pong.
constexpr std::string_view ping_frame("\x89\x80\0\0\0\0", 6);
constexpr std::string_view close_frame("\x88\x82\0\0\0\0\x03\xE8", 8);
constexpr std::string_view pong_frame("\x8A\x00", 2);

std::string request_for(const SiteUrl& url) {
  const std::string origin = url.origin();
  const std::string host = origin.substr(origin.find("://") + 3);
  return "GET " + url.path + "/ws/parley-doctor HTTP/1.1\r\nHost: " + host +
         "\r\nOrigin: " + origin +
         "\r\nUser-Agent: Parley\r\nUpgrade: websocket\r\nConnection: "
         "Upgrade\r\nSec-WebSocket-Key: " +
         std::string(key) +
         "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: parley.1\r\n\r\n";
}

// Removes the head of the answer from the bytes; what is behind it stays.
bool read_head(Stream& stream, std::string& bytes, std::string& head, const Deadline& deadline) {
  std::size_t end = std::string::npos;
  while ((end = bytes.find("\r\n\r\n")) == std::string::npos) {
    if (bytes.size() > head_bytes || !stream.read(bytes, head_bytes, deadline)) return false;
  }
  head = bytes.substr(0, end + 2);
  bytes.erase(0, end + 4);
  return true;
}

int status_of(std::string_view head) {
  int status = 0;
  const std::size_t space = head.find(' ');
  if (!head.starts_with("HTTP/1.") || space == std::string_view::npos) return 0;
  if (space + 4 > head.size()) return 0;
  std::from_chars(head.data() + space + 1, head.data() + space + 4, status);
  return status;
}

bool proves_upgrade(const std::string& head) {
  const std::string lower = base::lower(head);
  const std::string field = "\r\nsec-websocket-accept:";
  const std::size_t at = lower.find(field);
  if (at == std::string::npos) return false;
  const std::size_t begin = at + field.size();
  return base::trim(std::string_view(head).substr(begin, head.find("\r\n", begin) - begin)) ==
         http::websocket_accept(key);
}

// The server may say something before it answers.
bool awaits_pong(Stream& stream, std::string& bytes, const Deadline& deadline) {
  while (bytes.find(pong_frame) == std::string::npos) {
    if (bytes.size() > answer_bytes || !stream.read(bytes, head_bytes, deadline)) return false;
  }
  return true;
}

// Of a page in HTML there is no line worth showing.
std::string first_line(const std::string& head, const std::string& body) {
  if (base::lower(head).find("\r\ncontent-type: text/plain") == std::string::npos) return {};
  return body.substr(0, body.find('\n'));
}

}  // namespace

WebSocketFacts probe_websocket(const SiteUrl& url, const std::vector<SocketAddress>& addresses,
                               const Deadline& deadline) {
  WebSocketFacts facts;
  Stream stream;
  std::string bytes;
  std::string head;
  const bool has_answer = stream.connect(addresses, deadline) &&
                          (!url.is_https || stream.start_tls(url.host, deadline)) &&
                          stream.write(request_for(url), deadline) &&
                          read_head(stream, bytes, head, deadline);
  if (!has_answer) {
    facts.error = stream.error().empty() ? "the answer is too long" : stream.error();
    return facts;
  }
  facts.status = status_of(head);
  if (facts.status == 0) facts.error = "the answer is not HTTP/1.1";
  facts.is_accepted = facts.status == 101 && proves_upgrade(head);
  if (facts.is_accepted) {
    facts.has_ponged = stream.write(ping_frame, deadline) && awaits_pong(stream, bytes, deadline);
    (void)stream.write(close_frame, deadline);
    return facts;
  }
  if (bytes.empty()) (void)stream.read(bytes, head_bytes, deadline);
  facts.reason = first_line(head, bytes);
  return facts;
}

}  // namespace parley::doctor

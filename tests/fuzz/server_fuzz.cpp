// The gate and CivetWeb together, over real sockets: what one judges to be a request, the other has
// to read as that request and no more. An input is how many pieces it comes in, a byte, and then
// what a client sends; the same with CRLF at the end of each line.
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "fuzz.h"
#include "parley/auth/hmac_signer.h"
#include "parley/base/unique_fd.h"
#include "parley/http/request_head.h"
#include "parley/serving/server.h"

namespace parley {
namespace {

using fuzz::require;
using State = http::HeadVerdict::State;

constexpr std::size_t most_pieces = 8;
constexpr timeval patience{60, 0};

serving::ServerSettings settings() {
  serving::ServerSettings settings;
  settings.port = 0;
  settings.loops = 1;
  settings.bundle.add("/home.html", http::Encoding::Identity, "<home>");
  settings.bundle.add("/room/", http::Encoding::Identity, "<room>");
  settings.login = [](std::string_view body) {
    return base::LoginAnswer{200, "read " + std::string(body)};
  };
  // All inputs come from one address.
  settings.limits.joins_per_minute = 1'000'000'000;
  return settings;
}

const serving::Server& server() {
  static const auth::HmacSigner signer(std::string(32, 'k'));
  static const serving::Server server(settings(), signer);
  return server;
}

base::UniqueFd connected_socket() {
  base::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(server().port());
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  require(connect(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0,
          "the server takes connections");
  return socket;
}

/// Everything that the server sends before it closes. What it refuses, it need not read to the end.
std::string answer_to(std::string_view bytes, std::size_t pieces) {
  const base::UniqueFd socket = connected_socket();
  const std::size_t step = bytes.size() / pieces + 1;
  for (std::size_t begin = 0; begin < bytes.size(); begin += step) {
    const std::string_view piece = bytes.substr(begin, step);
    if (send(socket.get(), piece.data(), piece.size(), MSG_NOSIGNAL) < 0) break;
  }
  shutdown(socket.get(), SHUT_WR);
  std::string answer;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t count = recv(socket.get(), buffer.data(), buffer.size(), 0);
    require(count >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK), "the server closes");
    if (count <= 0) return answer;
    answer.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

int status_of(std::string_view answer) {
  constexpr std::string_view version = "HTTP/1.1 ";
  require(answer.starts_with(version), "an answer begins with its status line");
  int status = 0;
  std::from_chars(answer.data() + version.size(), answer.data() + answer.size(), status);
  return status;
}

std::size_t length_of_body(std::string_view head) {
  constexpr std::string_view name = "\r\nContent-Length: ";
  const std::size_t found = head.find(name);
  std::size_t length = 0;
  if (found != std::string_view::npos) {
    std::from_chars(head.data() + found + name.size(), head.data() + head.size(), length);
  }
  return length;
}

void check_answer(std::string_view bytes, std::size_t pieces) {
  const http::HeadVerdict verdict = http::judge_head(bytes);
  std::string answer = answer_to(bytes, pieces);
  constexpr std::string_view go_on = "HTTP/1.1 100 ";
  if (verdict.expects_continue && answer.starts_with(go_on)) {
    answer.erase(0, answer.find("\r\n\r\n") + 4);
  }
  if (verdict.state == State::Incomplete) {
    require(answer.empty() || status_of(answer) == 400, "half a request is no request");
    return;
  }
  // It closed while there was more to read, and so the answer may be lost.
  if (answer.empty()) return;
  const int status = status_of(answer);
  if (verdict.state == State::Refused) {
    require(status == verdict.status, "what the gate refuses, nobody else answers");
  }
  require(status < 500 || status == 501 || status == 505, "no request is too much for the server");
  if (status == 101) return;
  const std::size_t end = answer.find("\r\n\r\n");
  require(end != std::string::npos, "a head has an end");
  const std::size_t body = answer.size() - end - 4;
  require(body == 0 || body == length_of_body(std::string_view(answer).substr(0, end + 2)),
          "one connection has one answer");
}

}  // namespace
}  // namespace parley

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t pieces = 1 + data[0] % parley::most_pieces;
  const std::string_view bytes = parley::fuzz::text_of(data + 1, size - 1);
  parley::check_answer(bytes, pieces);
  std::string lines;
  for (const char c : bytes) lines += c == '\n' ? std::string("\r\n") : std::string(1, c);
  parley::check_answer(lines, pieces);
  return 0;
}

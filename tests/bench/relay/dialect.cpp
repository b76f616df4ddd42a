#include "dialect.h"

#include <charconv>

namespace parley::bench {
namespace {

// An IPv4 host candidate as browsers write them.
constexpr std::string_view candidate =
    R"("candidate":{"candidate":"candidate:842163049 1 udp 1677729535 192.0.2.17 51473 typ srflx )"
    R"(raddr 0.0.0.0 rport 0 generation 0 ufrag x3Wd network-cost 999","sdpMid":"0",)"
    R"("sdpMLineIndex":0,"usernameFragment":"x3Wd"})";

std::string stamp_fields(std::size_t sender, std::int64_t due) {
  return R"("sender":)" + std::to_string(sender) + R"(,"due":)" + std::to_string(due) + ",";
}

// Numbers follow their names with or without a space, as JSON writers differ in that.
template <class Number>
bool read_number(std::string_view text, std::string_view name, Number& number) {
  std::size_t start = text.find(name);
  if (start == std::string_view::npos) return false;
  start += name.size();
  if (start < text.size() && text[start] == ' ') ++start;
  const char* begin = text.data() + start;
  return std::from_chars(begin, text.data() + text.size(), number).ec == std::errc();
}

class Parley : public Dialect {
 public:
  explicit Parley(std::vector<std::string> tokens) : tokens_(std::move(tokens)) {}

  std::string path(const Place& place) const override {
    return "/ws/bench-" + std::to_string(place.room);
  }
  std::string subprotocol() const override { return "parley.1"; }
  std::string hello(const Place& place) const override {
    std::string text = R"({"type":"HELLO","identity":"client )" + std::to_string(place.client);
    if (place.client < tokens_.size()) text += R"(","token":")" + tokens_[place.client];
    return text + R"(","tracks":[]})";
  }
  bool waits_for_welcome() const override { return true; }
  bool is_welcome(std::string_view text) const override {
    return text.find(R"("type":"WELCOME")") != std::string_view::npos;
  }
  void note_welcome(std::size_t client, std::string_view text) override {
    if (client >= ids_.size()) ids_.resize(client + 1);
    const std::size_t start = text.find("\"PA", text.find(R"("id":)")) + 1;
    ids_[client] = text.substr(start, text.find('"', start) - start);
  }
  bool broadcasts() const override { return false; }
  std::string message(const Place& from, std::size_t to, std::int64_t due) const override {
    if (to >= ids_.size() || ids_[to].empty()) return {};
    std::string text = R"({"type":"candidate","to":")" + ids_[to] + R"(",)";
    return text.append(stamp_fields(from.client, due)).append(candidate).append(R"(,"epoch":1})");
  }
  std::string confirmation(std::uint32_t count) const override {
    return R"({"type":"PING","received":)" + std::to_string(count) + "}";
  }
  std::string farewell() const override { return R"({"type":"BYE"})"; }

 private:
  std::vector<std::string> tokens_;
  std::vector<std::string> ids_;  // of the participants, by their clients' numbers
};

class Seed : public Dialect {
 public:
  std::string path(const Place& place) const override {
    return "/ws/bench-" + std::to_string(place.room);
  }
  std::string message(const Place& from, std::size_t /*to*/, std::int64_t due) const override {
    std::string text = R"({"type":"candidate",)" + stamp_fields(from.client, due);
    return text.append(candidate).append("}");
  }
};

class PeerJs : public Dialect {
 public:
  std::string path(const Place& place) const override {
    return "/peerjs?key=peerjs&version=1.5.5&token=bench&id=client-" + std::to_string(place.client);
  }
  bool waits_for_welcome() const override { return true; }
  bool is_welcome(std::string_view text) const override {
    return text.find(R"("OPEN")") != std::string_view::npos;
  }
  bool broadcasts() const override { return false; }
  std::string message(const Place& from, std::size_t to, std::int64_t due) const override {
    // Fields outside of the payload do not arrive.
    std::string text = R"({"type":"CANDIDATE","dst":"client-)" + std::to_string(to);
    text.append(R"(","payload":{)").append(stamp_fields(from.client, due));
    return text.append(candidate).append("}}");
  }
};

}  // namespace

std::unique_ptr<Dialect> speak_parley(std::vector<std::string> tokens) {
  return std::make_unique<Parley>(std::move(tokens));
}

std::unique_ptr<Dialect> speak_seed() {
  return std::make_unique<Seed>();
}

std::unique_ptr<Dialect> speak_peerjs() {
  return std::make_unique<PeerJs>();
}

bool read_stamp(std::string_view text, Stamp& stamp) {
  return read_number(text, R"("sender":)", stamp.sender) &&
         read_number(text, R"("due":)", stamp.due);
}

}  // namespace parley::bench

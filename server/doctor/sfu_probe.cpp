#include <poll.h>

#include <nlohmann/json.hpp>

#include "parley/doctor/limits.h"
#include "parley/sfu_link/janus_link.h"
#include "probes.h"

namespace parley::doctor {
namespace {

using Json = nlohmann::json;
using sfu_link::JanusAddress;
using sfu_link::JanusLink;

constexpr int wrong_secret = 403;
// VideoRoom's JANUS_VIDEOROOM_ERROR_INVALID_ELEMENT.
constexpr int invalid_element = 430;
constexpr const char* video_room = "janus.plugin.videoroom";

std::string text_in(const Json& json, const char* name) {
  const auto field = json.find(name);
  return field != json.end() && field->is_string() ? field->get<std::string>() : std::string();
}

std::uint64_t id_in(const Json& json) {
  const auto data = json.find("data");
  if (data == json.end() || !data->is_object()) return 0;
  const auto id = data->find("id");
  return id != data->end() && id->is_number_unsigned() ? id->get<std::uint64_t>() : 0;
}

class Janus {
 public:
  Janus(const JanusAddress& address, std::string secret, const Deadline& deadline)
      : link_(address), secret_(std::move(secret)), deadline_(deadline) {}

  /// What it answers to this request; null if nothing comes.
  Json ask(Json request) {
    const std::string transaction = "doctor" + std::to_string(++asked_);
    request["transaction"] = transaction;
    if (!secret_.empty()) request["apisecret"] = secret_;
    const std::string text = request.dump(-1, ' ', false, Json::error_handler_t::replace);
    bool is_sent = false;
    Json answer = nullptr;
    while (answer.is_null() && link_.state() != JanusLink::State::Closed && !deadline_.is_over()) {
      if (link_.state() == JanusLink::State::Open && !is_sent) {
        link_.send(text);
        is_sent = true;
      }
      link_.turn([&](std::string_view bytes) {
        Json json = Json::parse(bytes, nullptr, false);
        // That a message is being worked on is no answer yet.
        if (json.is_object() && text_in(json, "transaction") == transaction &&
            text_in(json, "janus") != "ack") {
          answer = std::move(json);
        }
      });
      const bool opens_now = link_.state() == JanusLink::State::Open && !is_sent;
      if (answer.is_null() && !opens_now) wait();
    }
    return answer;
  }

  [[nodiscard]] std::string error() const {
    if (link_.state() == JanusLink::State::Closed) return link_.reason();
    return link_.state() == JanusLink::State::Open ? "it takes requests, but does not answer"
                                                   : "no answer in time";
  }

 private:
  void wait() {
    if (link_.state() == JanusLink::State::Closed) return;
    const auto events = static_cast<short>(POLLIN | (link_.wants_write() ? POLLOUT : 0));
    pollfd watched = {.fd = link_.fd(), .events = events, .revents = 0};
    (void)::poll(&watched, 1, deadline_.left_for_poll());
  }

  JanusLink link_;
  std::string secret_;
  const Deadline& deadline_;
  int asked_ = 0;
};

void look_at_rooms(Janus& janus, SfuFacts& facts) {
  const Json created = janus.ask({{"janus", "create"}});
  const std::uint64_t session = created.is_object() ? id_in(created) : 0;
  if (session == 0) {
    const Json::json_pointer code("/error/code");
    facts.is_secret_refused =
        created.is_object() && created.contains(code) && created[code] == wrong_secret;
    if (!facts.is_secret_refused) facts.error = "it answers, but opens no session";
    return;
  }
  const Json attached =
      janus.ask({{"janus", "attach"}, {"session_id", session}, {"plugin", video_room}});
  const std::uint64_t handle = attached.is_object() ? id_in(attached) : 0;
  if (handle != 0) {
    const Json answer = janus.ask({{"janus", "message"},
                                   {"session_id", session},
                                   {"handle_id", handle},
                                   {"body", {{"request", "exists"}, {"room", "parley.doctor"}}}});
    const Json::json_pointer code("/plugindata/data/error_code");
    if (answer.is_object()) {
      facts.has_string_ids = !(answer.contains(code) && answer[code] == invalid_element);
    }
  }
  (void)janus.ask({{"janus", "destroy"}, {"session_id", session}});
}

}  // namespace

SfuFacts probe_sfu(const std::string& address, const std::string& secret) {
  SfuFacts facts;
  facts.address = address;
  auto janus_address = sfu_link::read_janus_address(address);
  if (!janus_address) {
    facts.error = janus_address.error().message;
    return facts;
  }
  JanusAddress& where = janus_address.value();
  if (where.path.empty()) {
    const Lookup lookup = look_up(where.host, where.port, Deadline(probe_time));
    if (lookup.addresses.empty()) {
      facts.error = where.host + " has no address: " + lookup.error;
      return facts;
    }
    where.host = lookup.addresses.front().text();
  }
  const Deadline deadline(probe_time);
  Janus janus(where, secret, deadline);
  const Json info = janus.ask({{"janus", "info"}});
  if (!info.is_object() || text_in(info, "janus") != "server_info") {
    facts.error = info.is_object() ? "it answers, but not as Janus does" : janus.error();
    return facts;
  }
  facts.version = text_in(info, "version_string");
  const auto plugins = info.find("plugins");
  facts.has_video_room =
      plugins != info.end() && plugins->is_object() && plugins->contains(video_room);
  look_at_rooms(janus, facts);
  return facts;
}

}  // namespace parley::doctor

#include "parley/sfu_link/janus_config.h"

#include <fstream>
#include <string_view>

namespace parley::sfu_link {
namespace {

void write(const std::filesystem::path& file, std::string_view text) {
  std::ofstream out;
  out.exceptions(std::ios::failbit | std::ios::badbit);
  out.open(file);
  out << text;
  out.close();
}

// libconfig's strings (https://hyperrealm.github.io/libconfig/libconfig_manual.html).
std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') result += '\\';
    result += letter;
  }
  return result + "\"";
}

std::string joined(const std::vector<std::string>& words) {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : ",") + word;
  return list;
}

// Two event loops for all connections: a third less processor time for each packet than a thread for
// each connection. Connectivity checks as keepalives (RFC 7675): without them nobody notices that a
// publisher is gone.
std::string core(const JanusMedia& media, const JanusKeys& keys) {
  std::string text = "general: {\n  api_secret = " + in_quotes(keys.api) +
                     "\n  debug_level = 3\n  debug_colors = false\n  event_loops = 2\n"
                     "  session_timeout = 60\n  reclaim_session_timeout = 30\n"
                     "  hide_dependencies = true\n}\n";
  text +=
      "media: {\n  min_nack_queue = 500\n  no_media_timer = 1\n  slowlink_threshold = 4\n"
      "  rtp_port_range = \"" +
      std::to_string(media.first_port) + "-" + std::to_string(media.last_port) + "\"\n}\n";
  text += "nat: {\n  ignore_mdns = true\n  ice_keepalive_conncheck = true\n";
  if (!media.public_address.empty()) {
    text +=
        "  nat_1_1_mapping = " + in_quotes(media.public_address) + "\n  keep_private_host = true\n";
  }
  if (!media.interfaces.empty()) {
    text += "  ice_enforce_list = " + in_quotes(joined(media.interfaces)) + "\n";
  }
  text += "}\n";
  // Janus loads whatever it finds, so all that is not needed has to be named.
  text +=
      "plugins: { disable = \"libjanus_audiobridge.so,libjanus_duktape.so,libjanus_echotest.so,"
      "libjanus_lua.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,"
      "libjanus_streaming.so,libjanus_textroom.so,libjanus_videocall.so,"
      "libjanus_voicemail.so\" }\n"
      "transports: { disable = \"libjanus_http.so,libjanus_mqtt.so,libjanus_nanomsg.so,"
      "libjanus_pfunix.so,libjanus_rabbitmq.so\" }\n"
      "loggers: { disable = \"libjanus_jsonlog.so\" }\n"
      "events: { broadcast = false }\n";
  return text;
}

}  // namespace

std::filesystem::path socket_of(const std::filesystem::path& folder) {
  return folder / "janus.sock";
}

void write_janus_config(const std::filesystem::path& folder, const JanusMedia& media,
                        const JanusKeys& keys) {
  std::filesystem::create_directories(folder);
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  write(folder / "janus.jcfg", core(media, keys));
  write(folder / "janus.plugin.videoroom.jcfg",
        "general: {\n  string_ids = true\n  lock_rtp_forward = true\n  admin_key = " +
            in_quotes(keys.admin) + "\n}\n");
  write(
      folder / "janus.transport.websockets.jcfg",
      "general: {\n  json = \"compact\"\n  ws = true\n  ws_port = 0\n  wss = false\n  ws_unix = " +
          in_quotes(socket_of(folder).string()) + "\n}\nadmin: { admin_ws = false }\n");
}

}  // namespace parley::sfu_link

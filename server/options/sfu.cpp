#include <unistd.h>

#include "options/describe.h"
#include "options/values.h"
#include "parley/hub/limits.h"

namespace parley {
namespace {

// Where Debian's package puts it.
constexpr const char* janus_program = "/usr/bin/janus";

Take take_sfu(SfuOptions& sfu) {
  return [&sfu](const std::string& text) -> std::string {
    if (text == "start") {
      if (!sfu.program.empty()) return "This server starts one Janus, and it is asked for twice.";
      if (::access(janus_program, X_OK) != 0) {
        return std::string("There is no ") + janus_program +
               ". Install Debian's package janus, or say where a Janus runs: --sfu "
               "unix:PATH or --sfu ws://HOST:PORT.";
      }
      sfu.program = janus_program;
      return {};
    }
    auto address = sfu_link::read_janus_address(text);
    if (!address) return "Expected unix:PATH or ws://HOST:PORT, or no value to start one.";
    sfu.addresses.push_back(std::move(address.value()));
    return {};
  };
}

Take take_port_range(sfu_link::JanusMedia& media) {
  return [&media](const std::string& text) -> std::string {
    const std::size_t dash = text.find('-');
    unsigned first = 0;
    unsigned last = 0;
    const bool valid = dash != std::string::npos && parse_number(text.substr(0, dash), first) &&
                       parse_number(text.substr(dash + 1), last) && first >= 1024 &&
                       last <= 65'535 && first < last;
    if (!valid) return "Expected two UDP ports from 1024 to 65535, such as 20000-29999.";
    media.first_port = first;
    media.last_port = last;
    return {};
  };
}

}  // namespace

void describe_sfu(Flags& flags, SfuOptions& sfu, hub::SfuLimits& limits) {
  flags.begin_group("Large rooms");
  flags.add("--sfu",
            {.value = "ADDRESS",
             .help = "Rooms that grow go through Janus: one that this server starts, or that of "
                     "an address, unix:PATH or ws://HOST:PORT",
             .default_value = "",
             .several = true,
             .implied = "start"},
            take_sfu(sfu));
  flags.add("--sfu-from",
            {.value = "COUNT",
             .help = "With so many participants a room moves to the SFU",
             .default_value = number_text(static_cast<double>(limits.from))},
            take_number<std::size_t>(limits.from, 2, protocol::limits::participants_per_room));
  flags.add(
      "--mesh-again",
      {.value = "COUNT",
       .help = "With no more than so many for a minute it moves back",
       .default_value = number_text(static_cast<double>(limits.mesh_again))},
      take_number<std::size_t>(limits.mesh_again, 1, protocol::limits::participants_per_room));
  flags.add("--sfu-secret",
            {.value = "SECRET",
             .help = "The api_secret of the Janus at --sfu ADDRESS",
             .default_value = "",
             .several = false,
             .secret = true},
            take_text(sfu.secrets.api));
  flags.add("--sfu-admin-key",
            {.value = "KEY",
             .help = "The admin_key of its VideoRoom plugin",
             .default_value = "",
             .several = false,
             .secret = true},
            take_text(sfu.secrets.admin));
  flags.add("--sfu-ports",
            {.value = "FIRST-LAST",
             .help = "UDP ports for media, where this server starts Janus",
             .default_value = "20000-29999"},
            take_port_range(sfu.media));
  flags.add("--sfu-public-address",
            {.value = "ADDRESS",
             .help = "The address that browsers reach that Janus at, where it is behind a NAT",
             .default_value = ""},
            take_text(sfu.media.public_address));
}

}  // namespace parley

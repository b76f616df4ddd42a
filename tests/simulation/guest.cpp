#include "guest.h"

#include <algorithm>
#include <iostream>
#include <utility>
#include <variant>

#include "parley/protocol/codec.h"

namespace parley::simulation {

using protocol::Description;
using protocol::DescriptionType;

void Guest::open_page() {
  SocketEvents events;
  events.opened = [this] { create_streams(); };
  events.message = [this](const std::shared_ptr<const std::string>& text) {
    handle_message(*text);
  };
  events.closed = [] {};
  socket_ = network_.open(number_, room_name_, std::move(events), hub::Mode::Legacy);
}

void Guest::create_streams() {
  PeerConnectionEvents events;
  events.candidate = [this](const protocol::Candidate& candidate) {
    network_.send(socket_, encode(candidate));
  };
  events.negotiation_needed = [this] {
    making_offer_ = true;
    connection().set_local_description([this](bool) {
      send(DescriptionType::Offer);
      making_offer_ = false;
    });
  };
  events.ice_state_changed = [] {};
  events.track = [](const std::string&, protocol::TrackKind) {};
  events.error = [this](const std::string& error) {
    if (environment_.trace) std::cout << "guest: " << error << "\n";
  };
  connections_.push_back(
      std::make_unique<PeerConnection>(environment_, number_, std::move(events)));
  connection().add_track(camera, protocol::TrackKind::Video);
}

void Guest::handle_message(const std::string& text) {
  if (environment_.trace) {
    std::cout << environment_.scheduler.now().count() << " guest receive " << text << "\n";
  }
  const auto message = protocol::decode_server_message(text);
  if (!message) return;
  if (std::holds_alternative<protocol::UserJoin>(message.value())) {
    polite_ = true;
    create_streams();
  } else if (const auto* description = std::get_if<Description>(&message.value())) {
    handle_description(*description);
  } else if (const auto* candidate = std::get_if<protocol::Candidate>(&message.value())) {
    if (!connections_.empty() && connection().has_remote_description()) {
      connection().add_ice_candidate(*candidate);
    }
  }
}

void Guest::handle_description(const Description& description) {
  const bool is_offer = description.type == DescriptionType::Offer;
  const bool collision =
      is_offer && (making_offer_ || connection().signaling_state() != SignalingState::Stable);
  if (!polite_ && collision) return;
  connection().set_remote_description(description.type, description.sdp,
                                      [this, is_offer](bool succeeded) {
                                        if (succeeded && is_offer) answer();
                                      });
}

void Guest::answer() {
  connection().set_local_description([this](bool) { send(DescriptionType::Answer); });
}

// The script does not ask whether what it sends is of the connection that it was made for. It sends
// a null where the new one has none yet, which nobody understands.
void Guest::send(DescriptionType type) {
  if (!connection().has_local_description()) return;
  Description description;
  description.type = type;
  description.sdp = connection().local_sdp();
  network_.send(socket_, encode(description));
}

bool Guest::connected() const {
  return !connections_.empty() && connection().signaling_state() == SignalingState::Stable &&
         connection().idle() && connection().ice_state() == IceState::Connected;
}

bool Guest::receives(const std::string& track) const {
  if (connections_.empty()) return false;
  const std::vector<std::string> mids = connection().mids();
  return std::any_of(mids.begin(), mids.end(), [this, &track](const std::string& mid) {
    return connection().arriving(mid) == track;
  });
}

}  // namespace parley::simulation

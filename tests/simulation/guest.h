// A guest: the first seed's page, between a modelled browser and a modelled network.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "peer_connection.h"
#include "signaling_network.h"

namespace parley::simulation {

/// Does what the page's script does, its mistakes included: it sends to everyone, starts anew with
/// whoever joins, closes nothing, and what fails it only logs.
class Guest {
 public:
  Guest(Environment& environment, SignalingNetwork& network, std::uint32_t number, std::string room)
      : environment_(environment),
        network_(network),
        number_(number),
        room_name_(std::move(room)) {}

  void open_page();

  /// Its connection has come to rest, and is connected.
  [[nodiscard]] bool connected() const;
  /// True where the track arrives at this moment.
  [[nodiscard]] bool receives(const std::string& track) const;
  static constexpr const char* camera = "guest-camera";

 private:
  void create_streams();
  void handle_message(const std::string& text);
  void handle_description(const protocol::Description& description);
  void answer();
  void send(protocol::DescriptionType type);
  [[nodiscard]] PeerConnection& connection() const { return *connections_.back(); }

  Environment& environment_;
  SignalingNetwork& network_;
  std::uint32_t number_;
  std::string room_name_;
  hub::ConnectionId socket_ = 0;
  bool polite_ = false;
  bool making_offer_ = false;
  // The last one is the page's `peerConnection`; the others live on.
  std::vector<std::unique_ptr<PeerConnection>> connections_;
};

}  // namespace parley::simulation

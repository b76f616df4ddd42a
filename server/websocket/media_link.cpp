#include "parley/websocket/media_link.h"

#include <algorithm>
#include <utility>

#include "parley/sfu_link/limits.h"

namespace parley::websocket {

using Level = base::Logger::Level;
using State = sfu_link::JanusLink::State;

MediaLink::MediaLink(base::IdSource& ids, MediaSettings settings, base::Logger& logger)
    : settings_(std::move(settings)),
      logger_(logger),
      bridge_(ids, settings_.secrets, settings_.owner) {}

void MediaLink::turn(Instant now) {
  bridge_.expire(now);
  if (!link_) {
    if (now < retry_at_) return;
    link_ = std::make_unique<sfu_link::JanusLink>(settings_.address);
    until_ = now + sfu_link::handshake_timeout;
  }
  link_->turn([this, now](std::string_view text) { bridge_.received(text, now); });
  note_state(now);
}

void MediaLink::note_state(Instant now) {
  if (link_->state() == State::Closed) {
    lose(link_->reason(), now);
  } else if (link_->state() != State::Open) {
    if (now >= until_) lose("Janus does not answer the handshake", now);
  } else if (!std::exchange(open_, true)) {
    failures_ = 0;
    missed_ = false;
    logger_.write(Level::Info, "sfu-connected", {{"sfu", to_string(settings_.address)}});
    bridge_.connected(now);
  } else if (!bridge_.is_connected()) {
    // The bridge has given the session up: another connection gets another one.
    lose("the session has ended", now);
  }
}

void MediaLink::lose(const std::string& reason, Instant now) {
  // A Janus that this server has just started takes a moment.
  constexpr std::uint32_t unnoticed = 3;
  const bool counts = open_ || failures_ >= unnoticed;
  if (counts && !std::exchange(missed_, true)) {
    logger_.write(Level::Warning, "sfu-lost",
                  {{"sfu", to_string(settings_.address)}, {"reason", reason}});
  }
  link_.reset();
  if (std::exchange(open_, false)) bridge_.lost(now);
  constexpr std::uint32_t doublings = 8;
  const auto factor = 1LL << std::min(failures_++, doublings);
  retry_at_ = now + std::min<Instant>(sfu_link::first_reconnect_delay * factor,
                                      sfu_link::last_reconnect_delay);
}

void MediaLink::send(std::string_view text) {
  if (link_) link_->send(text);
}

std::optional<MediaLink::Instant> MediaLink::deadline() const {
  if (!link_) return retry_at_;
  const auto due = bridge_.deadline();
  if (open_) return due;
  return std::min(until_, due.value_or(until_));
}

}  // namespace parley::websocket

#include "parley/core/sfu_media.h"

#include <utility>

#include "parley/core/limits.h"
#include "parley/protocol/codec.h"

namespace parley::core {

void SfuMedia::begin(std::uint32_t epoch, Time now) {
  close();
  epoch_ = epoch;
  // What is still on its way of an earlier one belongs to another connection.
  sending_ =
      std::make_unique<PeerSession>(PeerSession::SfuEnd::Send, ++sending_epoch_, context_, now);
}

void SfuMedia::end(Time now) {
  epoch_ = 0;
  overdue_at_.reset();
  failed_ = false;
  closes_at_ = now + limits::sfu_lingers;
}

void SfuMedia::close() {
  for (PeerSession* session : sessions()) session->close();
  if (sending_) sending_epoch_ = sending_->epoch();
  sending_.reset();
  receiving_.reset();
  asked_.reset();
  asks_at_.reset();
  overdue_at_.reset();
  closes_at_.reset();
  failed_ = false;
  epoch_ = 0;
}

void SfuMedia::receive(const protocol::Description& description, Time now) {
  const bool to_receive = description.from == protocol::sfu_receive;
  if (!to_receive) {
    if (sending_) sending_->receive(description, now);
    return;
  }
  const bool is_offer = description.type == protocol::DescriptionType::Offer;
  if (epoch_ == 0 || !is_offer) return;
  if (!receiving_) {
    receiving_ = std::make_unique<PeerSession>(PeerSession::SfuEnd::Receive, description.epoch,
                                               context_, now);
  }
  receiving_->receive(description, now);
}

void SfuMedia::ask(const std::vector<protocol::TrackPreference>& preferences, Time now) {
  asks_at_.reset();
  if (epoch_ == 0 || !receiving_ || asked_ == preferences) return;
  // Somebody who publishes and unpublishes all the time is not to make us flood the server.
  if (now < may_ask_at_) {
    asks_at_ = may_ask_at_;
    return;
  }
  may_ask_at_ = now + limits::sfu_preferences_interval;
  asked_ = preferences;
  context_.server.send(encode(protocol::Preferences{{}, protocol::sfu_receive, preferences}));
}

std::vector<PeerSession*> SfuMedia::sessions() const {
  std::vector<PeerSession*> sessions;
  for (PeerSession* session : {sending_.get(), receiving_.get()}) {
    if (session != nullptr) sessions.push_back(session);
  }
  return sessions;
}

bool SfuMedia::complete() const {
  return receiving_ && receiving_->connected() &&
         (!sending_->sends_tracks() || sending_->connected());
}

void SfuMedia::watch(Time now) {
  if (epoch_ == 0 || complete()) {
    overdue_at_.reset();
    failed_ = false;
  } else if (!context_.server.up()) {
    overdue_at_.reset();
  } else if (!overdue_at_) {
    overdue_at_ = now + limits::sfu_timeout;
  }
}

std::optional<Time> SfuMedia::deadline() const {
  if (closes_at_) return closes_at_;
  std::optional<Time> earliest = asks_at_;
  const auto consider = [&earliest](std::optional<Time> due) {
    if (due && (!earliest || *due < *earliest)) earliest = due;
  };
  consider(overdue_at_);
  for (const PeerSession* session : sessions()) consider(session->deadline());
  return earliest;
}

bool SfuMedia::time_passed(Time now) {
  if (closes_at_ && now >= *closes_at_) {
    close();
    return true;
  }
  // What is about to end is not worth saving.
  if (closes_at_) return false;
  for (PeerSession* session : sessions()) session->time_passed(now);
  if (overdue_at_ && now >= *overdue_at_) {
    overdue_at_ = now + limits::sfu_timeout;
    if (!std::exchange(failed_, true)) context_.server.send(encode(protocol::SfuFailed{}));
    // The server's offer may have been lost.
    if (!receiving_) context_.server.send(encode(protocol::RestartIce{}));
    for (PeerSession* session : sessions()) session->network_changed(now);
  }
  return false;
}

}  // namespace parley::core

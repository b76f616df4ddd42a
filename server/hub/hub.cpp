#include "parley/hub/hub.h"

#include <string>
#include <utility>

#include "hub_parts.h"

namespace parley::hub {

Hub::Hub(base::IdSource& ids, const base::Signer& signer, HubOptions options)
    : parts_(std::make_unique<Parts>(ids, signer, std::move(options))) {}

Hub::~Hub() = default;

const Deliveries& Hub::connect(ConnectionId id, std::string_view room_name, Mode mode, Instant now,
                               ClientBlock client) {
  parts_->context.out.clear();
  parts_->connected(parts_->registry.connect(id, std::string(room_name), mode, client, now), now);
  return parts_->finish_call(now);
}

const Deliveries& Hub::receive(ConnectionId id, std::string_view text, Instant now) {
  parts_->context.out.clear();
  if (Connection* connection = parts_->registry.find(id)) parts_->received(*connection, text, now);
  return parts_->finish_call(now);
}

const Deliveries& Hub::disconnect(ConnectionId id, Instant now) {
  parts_->context.out.clear();
  if (Connection* connection = parts_->registry.find(id)) parts_->ended(*connection, false, now);
  return parts_->finish_call(now);
}

const Deliveries& Hub::leave(ConnectionId id, Instant now) {
  parts_->context.out.clear();
  if (Connection* connection = parts_->registry.find(id)) parts_->ended(*connection, true, now);
  return parts_->finish_call(now);
}

const Deliveries& Hub::expire(Instant now) {
  parts_->context.out.clear();
  while (const auto due = parts_->context.deadlines.take_due(now)) parts_->handle(*due, now);
  return parts_->finish_call(now);
}

const Deliveries& Hub::carry_out(const Command& command, CommandResult& result, Instant now) {
  parts_->context.out.clear();
  result = parts_->carry_out(command, now);
  return parts_->finish_call(now);
}

const Deliveries& Hub::own(std::string_view room_name, const Tenure& tenure, Instant now) {
  parts_->context.out.clear();
  parts_->own(std::string(room_name), tenure, now);
  return parts_->context.out.deliveries();
}

const Deliveries& Hub::lose_all(Instant now) {
  parts_->context.out.clear();
  parts_->give_up(nullptr, now);
  return parts_->context.out.deliveries();
}

const Deliveries& Hub::carry_out_media(const sfu::Action& action, Instant now) {
  parts_->context.out.clear();
  parts_->carry_out_media(action, now);
  return parts_->finish_call(now);
}

const Deliveries& Hub::media_ready(Instant now) {
  parts_->context.out.clear();
  parts_->media_ready(now);
  return parts_->finish_call(now);
}

std::size_t Hub::kept_bytes() const {
  return parts_->registry.kept_bytes();
}

void Hub::forget_kept(std::size_t bytes) {
  parts_->registry.forget_kept(bytes);
}

std::optional<Instant> Hub::deadline() const {
  return parts_->context.deadlines.next();
}

std::size_t Hub::room_count() const {
  return parts_->registry.room_count();
}

}  // namespace parley::hub

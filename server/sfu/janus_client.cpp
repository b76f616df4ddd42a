#include "janus_client.h"

#include <algorithm>
#include <utility>

#include "janus_handle.h"
#include "parley/sfu/limits.h"

namespace parley::sfu {

using Type = JanusMessage::Type;

std::optional<Action> Actions::pop() {
  if (queue_.empty()) return std::nullopt;
  Action action = std::move(queue_.front());
  queue_.pop_front();
  return action;
}

void JanusClient::connected(Instant now) {
  connected_ = true;
  const JanusEnvelope sent = envelope();
  create_transaction_ = sent.transaction;
  create_deadline_ = now + answer_timeout;
  next_keepalive_ = now + keepalive_interval;
  send(create_session(sent));
}

void JanusClient::lost() {
  connected_ = false;
  session_ = 0;
  create_transaction_.clear();
  requests_.clear();
  due_.clear();
  handles_.clear();
}

bool JanusClient::receive(const JanusMessage& message) {
  if (!connected_) return true;
  if (message.type == Type::TimedOut) return false;
  if (!create_transaction_.empty() && message.transaction == create_transaction_) {
    create_transaction_.clear();
    session_ = message.type == Type::Success ? message.id : 0;
    return session_ != 0;
  }
  if (message.type == Type::Ack) return true;
  if (const auto found = requests_.find(message.transaction); found != requests_.end()) {
    const Request request = found->second;
    requests_.erase(found);
    return answer(request, message);
  }
  const auto handle = handles_.find(message.sender);
  if (handle != handles_.end()) handle->second->notify(message);
  return true;
}

bool JanusClient::answer(const Request& request, const JanusMessage& message) {
  const bool made = request.attaches && message.type == Type::Success;
  // A handle without an id, or with another's, could be neither addressed nor released.
  if (made && (message.id == 0 || handles_.contains(message.id))) return false;
  if (request.handle == nullptr) {
    // Released before Janus said which one it is.
    if (made) detach(message.id);
  } else if (made) {
    handles_.emplace(message.id, request.handle);
    request.handle->set_attached(message.id);
  } else {
    request.handle->answer(message);
  }
  return true;
}

void JanusClient::attach(JanusHandle& handle, const std::string& opaque_id) {
  const JanusEnvelope sent = envelope();
  note(sent, {&handle, true});
  send(sfu::attach(sent, opaque_id));
}

bool JanusClient::ask(JanusHandle& handle, const JanusRequest& request) {
  if (requests_.size() >= requests_under_way) return false;
  const JanusEnvelope sent = envelope(handle.id());
  note(sent, {&handle, false});
  send(message(sent, request));
  return true;
}

void JanusClient::trickle(const JanusHandle& handle, const protocol::Candidate& candidate) {
  send(sfu::trickle(envelope(handle.id()), candidate));
}

void JanusClient::release(const JanusHandle& handle) {
  // Janus does not answer on a handle that it has detached; that it makes one, it says all the same.
  std::erase_if(requests_, [&handle](const auto& entry) {
    return entry.second.handle == &handle && !entry.second.attaches;
  });
  for (auto& [transaction, request] : requests_) {
    if (request.handle == &handle) request.handle = nullptr;
  }
  if (handle.id() == 0 || handles_.erase(handle.id()) == 0) return;
  detach(handle.id());
}

void JanusClient::detach(std::uint64_t handle) {
  send(sfu::detach(envelope(handle)));
}

JanusEnvelope JanusClient::envelope(std::uint64_t handle) {
  return {std::to_string(++last_transaction_), session_, handle, secrets_.api};
}

void JanusClient::note(const JanusEnvelope& sent, Request request) {
  due_.emplace_back(now_ + answer_timeout, sent.transaction);
  requests_.emplace(sent.transaction, request);
}

std::optional<Instant> JanusClient::deadline() const {
  if (!connected_) return std::nullopt;
  if (session_ == 0) return create_deadline_;
  return due_.empty() ? next_keepalive_ : std::min(next_keepalive_, due_.front().first);
}

bool JanusClient::time_passed(Instant now) {
  if (!connected_) return true;
  if (session_ == 0) return now < create_deadline_;
  for (; !due_.empty() && due_.front().first <= now; due_.pop_front()) {
    if (requests_.contains(due_.front().second)) return false;
  }
  if (now >= next_keepalive_) {
    next_keepalive_ = now + keepalive_interval;
    send(keep_session(envelope()));
  }
  return true;
}

}  // namespace parley::sfu

#include "janus_handle.h"

namespace parley::sfu {

JanusHandle::JanusHandle(JanusClient& client, const std::string& opaque_id) : client_(client) {
  client_.attach(*this, opaque_id);
}

JanusHandle::~JanusHandle() {
  client_.release(*this);
}

void JanusHandle::set_attached(std::uint64_t id) {
  id_ = id;
  attached();
}

void JanusHandle::answer(const JanusMessage& message) {
  waits_ = false;
  if (message.type == JanusMessage::Type::Error) {
    failed(std::to_string(message.error) + " " + message.reason);
  } else {
    answered(message);
  }
}

void JanusHandle::ask(const JanusRequest& request) {
  waits_ = client_.ask(*this, request);
  if (!waits_) failed("too many requests are under way");
}

}  // namespace parley::sfu

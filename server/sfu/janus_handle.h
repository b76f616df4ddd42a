// A handle of the VideoRoom plugin: a room's, a publisher's or a subscriber's.
#pragma once

#include <cstdint>
#include <string>

#include "janus_client.h"

namespace parley::sfu {

/// One request at a time is under way on a handle.
class JanusHandle {
 public:
  /// `client` must outlive it. `opaque_id` appears in Janus' own logs.
  JanusHandle(JanusClient& client, const std::string& opaque_id);
  JanusHandle(const JanusHandle&) = delete;
  JanusHandle& operator=(const JanusHandle&) = delete;
  virtual ~JanusHandle();

  /// 0 until Janus has made it.
  [[nodiscard]] std::uint64_t id() const { return id_; }

  // For JanusClient.

  void set_attached(std::uint64_t id);
  void answer(const JanusMessage& message);
  void notify(const JanusMessage& message) { notified(message); }

 protected:
  /// Janus has made it: requests are possible.
  virtual void attached() = 0;
  /// Janus has answered the request that was under way.
  virtual void answered(const JanusMessage& message) = 0;
  /// Something has happened that nobody asked for.
  virtual void notified(const JanusMessage& message) = 0;
  /// A request was refused, or cannot be made.
  virtual void failed(const std::string& reason) = 0;

  [[nodiscard]] bool may_ask() const { return id_ != 0 && !waits_; }
  /// Only if may_ask().
  void ask(const JanusRequest& request);
  JanusClient& client() { return client_; }
  Actions& actions() { return client_.actions(); }

 private:
  JanusClient& client_;
  std::uint64_t id_ = 0;
  bool waits_ = false;
};

}  // namespace parley::sfu

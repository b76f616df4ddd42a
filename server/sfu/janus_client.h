// One session with Janus: who asked what, and whom an answer or an event is for.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

#include "janus_message.h"
#include "janus_request.h"
#include "parley/base/instant.h"
#include "parley/sfu/action.h"
#include "parley/sfu/bridge.h"

namespace parley::sfu {

class JanusHandle;

/// What the bridge has to do, in order.
class Actions {
 public:
  void push(Action action) { queue_.push_back(std::move(action)); }
  std::optional<Action> pop();

 private:
  std::deque<Action> queue_;
};

class JanusClient {
 public:
  JanusClient(JanusSecrets secrets, Actions& actions)
      : secrets_(std::move(secrets)), actions_(actions) {}

  /// The connection to Janus is open, or lost. No handle may be left when it is lost.
  void connected(Instant now);
  void lost();
  [[nodiscard]] bool is_connected() const { return connected_; }
  [[nodiscard]] bool ready() const { return session_ != 0; }

  /// A message has arrived: for a handle, which may be gone in consequence, or for the session.
  /// False if the session is of no more use.
  [[nodiscard]] bool receive(const JanusMessage& message);

  /// It is so late now. To be said before anything is asked: answers are due from then on.
  void at(Instant now) { now_ = now; }
  [[nodiscard]] Instant now() const { return now_; }

  // What handles ask. An answer reaches them by JanusHandle::answer().

  void attach(JanusHandle& handle, const std::string& opaque_id);
  /// False if too many requests are under way.
  [[nodiscard]] bool ask(JanusHandle& handle, const JanusRequest& request);
  void trickle(const JanusHandle& handle, const protocol::Candidate& candidate);
  /// The handle is no longer needed, and hears no more.
  void release(const JanusHandle& handle);

  [[nodiscard]] const std::string& admin_key() const { return secrets_.admin; }
  Actions& actions() { return actions_; }

  /// When time_passed() has to be called next, while there is a connection.
  [[nodiscard]] std::optional<Instant> deadline() const;
  /// False if an answer is overdue: Janus is not to be relied on.
  [[nodiscard]] bool time_passed(Instant now);

 private:
  struct Request {
    JanusHandle* handle = nullptr;  ///< null: it has been released, or the session itself asks
    bool attaches = false;
  };

  [[nodiscard]] JanusEnvelope envelope(std::uint64_t handle = 0);
  void send(std::string text) { actions_.push(SendToJanus{std::move(text)}); }
  void note(const JanusEnvelope& sent, Request request);
  void detach(std::uint64_t handle);
  /// False if it makes no sense.
  [[nodiscard]] bool answer(const Request& request, const JanusMessage& message);

  JanusSecrets secrets_;
  Actions& actions_;
  bool connected_ = false;
  Instant now_{};
  std::uint64_t session_ = 0;
  std::string create_transaction_;
  Instant create_deadline_{};
  std::uint64_t last_transaction_ = 0;
  std::unordered_map<std::string, Request> requests_;
  /// Transactions in the order in which their answers are due.
  std::deque<std::pair<Instant, std::string>> due_;
  std::unordered_map<std::uint64_t, JanusHandle*> handles_;
  Instant next_keepalive_{};
};

}  // namespace parley::sfu

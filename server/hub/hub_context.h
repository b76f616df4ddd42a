// What the parts of a hub share.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "announcer.h"
#include "deadlines.h"
#include "outgoing.h"
#include "parley/base/id_source.h"
#include "parley/hub/options.h"
#include "session_tokens.h"
#include "telemetry.h"
#include "tenures.h"

namespace parley::hub {

/// Orders joins and changes of settings, also across restarts of the server.
class JoinOrder {
 public:
  explicit JoinOrder(std::int64_t started_at) : started_at_(started_at) {}

  /// A stamp later than all previous ones, of this run and of earlier runs.
  std::int64_t next(Instant now) { return last_ = std::max(started_at_ + now.count(), last_ + 1); }
  /// The next stamp, regardless of the time.
  std::int64_t next() { return ++last_; }
  /// That stamp is already in use.
  void raise_to(std::int64_t stamp) { last_ = std::max(last_, stamp); }

 private:
  std::int64_t started_at_;
  std::int64_t last_ = 0;
};

struct HubContext {
  HubContext(base::IdSource& id_source, const base::Signer& signer, HubOptions hub_options)
      : ids(id_source),
        options(std::move(hub_options)),
        telemetry(options.counters, options.logger),
        announcer(options.observer),
        tenures(ids.make(""), options.landlord),
        tokens(signer, tenures),
        order(options.started_at) {}
  HubContext(const HubContext&) = delete;
  HubContext& operator=(const HubContext&) = delete;

  /// That time in milliseconds since 1970.
  [[nodiscard]] std::int64_t wall_clock(Instant now) const {
    return options.started_at + now.count();
  }

  base::IdSource& ids;
  const HubOptions options;
  Telemetry telemetry;
  const Announcer announcer;
  Tenures tenures;
  const SessionTokens tokens;
  JoinOrder order;
  /// The names of rooms that somebody has entered or left in this call.
  std::vector<std::string> resized_rooms;
  Deadlines deadlines;
  Outgoing out;
};

}  // namespace parley::hub

#include "parley/core/network_quality.h"

#include <array>

namespace parley::core {
namespace {

struct Step {
  std::uint8_t level;
  LinkStatistics worst;
};

// A conversation wants 150 ms one way at most (ITU-T G.114), and Opus and VP8 hide a loss of a few
// per cent.
constexpr std::array<Step, 4> steps = {{
    {5, {150, 30, 0.01, 0.01}},
    {4, {250, 50, 0.03, 0.03}},
    {3, {400, 80, 0.07, 0.07}},
    {2, {700, 150, 0.15, 0.15}},
}};

bool within(const LinkStatistics& link, const LinkStatistics& worst) {
  return link.round_trip <= worst.round_trip && link.jitter <= worst.jitter &&
         link.loss_received <= worst.loss_received && link.loss_sent <= worst.loss_sent;
}

// Of what was lost and what arrived since the last sample. A counter that went back began anew.
double share(std::uint32_t lost, std::uint32_t lost_before, std::uint32_t rest,
             std::uint32_t rest_before) {
  if (lost < lost_before || rest < rest_before) return 0;
  const double lost_now = lost - lost_before;
  const double all = lost_now + (rest - rest_before);
  return all == 0 ? 0 : lost_now / all;
}

}  // namespace

std::uint8_t quality_level(const LinkStatistics& link) {
  for (const Step& step : steps) {
    if (within(link, step.worst)) return step.level;
  }
  return 1;
}

bool NetworkQuality::sample(const event::ConnectionStatistics& counted, bool connected) {
  const event::ConnectionStatistics before = last_.value_or(counted);
  last_ = counted;
  link_.round_trip = counted.round_trip;
  link_.jitter = counted.jitter;
  link_.loss_received = share(counted.packets_lost, before.packets_lost, counted.packets_received,
                              before.packets_received);
  link_.loss_sent = share(counted.sent_packets_lost, before.sent_packets_lost, counted.packets_sent,
                          before.packets_sent);
  const std::uint8_t now = connected ? quality_level(link_) : std::uint8_t{0};
  const bool twice = candidate_ == now;
  candidate_ = now;
  if (!twice || level_ == now) return false;
  level_ = now;
  return true;
}

}  // namespace parley::core

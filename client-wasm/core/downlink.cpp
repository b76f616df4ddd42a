#include "parley/core/downlink.h"

#include <algorithm>
#include <utility>

namespace parley::core {
namespace {

// One bad report is a hiccup, two in a row are a line that is full; so is a very bad one.
constexpr double lossy = 0.03;
constexpr double very_lossy = 0.1;
constexpr double clean = 0.01;
// Of what has arrived, so that the line's queue empties.
constexpr double bearable = 0.85;
// Where that is not known.
constexpr double decrease = 0.7;
constexpr double increase = 1.4;

std::uint32_t times(std::uint32_t bitrate, double factor) {
  return std::clamp(static_cast<std::uint32_t>(bitrate * factor), limits::least_download_bitrate,
                    limits::most_download_bitrate);
}

}  // namespace

// In bit/s since the report before; 0 if that is not known.
std::uint32_t Downlink::received(const Report& report, Time now) {
  const auto last = std::exchange(last_bytes_, report.picture_bytes);
  const auto time = (now - std::exchange(last_at_, now)).count();
  const std::uint32_t bytes = report.picture_bytes - last.value_or(report.picture_bytes);
  // A counter that went back began anew.
  if (time <= 0 || bytes > limits::most_download_bitrate) return 0;
  return static_cast<std::uint32_t>(std::uint64_t{bytes} * 8'000 /
                                    static_cast<std::uint64_t>(time));
}

std::optional<std::uint32_t> Downlink::sample(const Report& report, Time now) {
  const std::uint32_t before = bitrate_;
  const std::uint32_t received_now = received(report, now);
  const double loss = report.loss;
  if (loss > clean) clean_since_.reset();
  // What was asked for before is still coming.
  if (now < settled_at_) return std::nullopt;
  const bool was_lossy = std::exchange(was_lossy_, loss > lossy);
  if (loss > very_lossy || (loss > lossy && was_lossy)) {
    if (std::exchange(raised_, false)) {
      // What was tried last was too much: longer until the next try.
      bitrate_ = times(bitrate_, 1 / increase);
      patience_ = std::min(patience_ * 2, limits::longest_download_patience);
    } else if (received_now == 0) {
      bitrate_ = times(bitrate_, decrease);
    } else {
      bitrate_ = times(std::min(bitrate_, received_now), bearable);
    }
    settled_at_ = now + limits::download_settles;
    was_lossy_ = false;
  } else if (loss <= clean && !clean_since_) {
    clean_since_ = now;
  } else if (loss <= clean && report.wants_more && now - *clean_since_ >= patience_) {
    bitrate_ = times(bitrate_, increase);
    raised_ = true;
    clean_since_ = now;
  }
  if (bitrate_ == before) return std::nullopt;
  return bitrate_;
}

}  // namespace parley::core

#include "parley/core/downlink.h"

#include <algorithm>

namespace parley::core {
namespace {

// One bad report is a hiccup, two in a row are a line that is full.
constexpr double lossy = 0.03;
constexpr double clean = 0.01;
constexpr double decrease = 0.7;
constexpr double increase = 1.4;

std::uint32_t times(std::uint32_t bitrate, double factor) {
  return std::clamp(static_cast<std::uint32_t>(bitrate * factor), limits::least_download_bitrate,
                    limits::most_download_bitrate);
}

}  // namespace

std::optional<std::uint32_t> Downlink::sample(double loss, bool wants_more, Time now) {
  const std::uint32_t before = bitrate_;
  const bool is_lossy = loss > lossy;
  if (is_lossy && was_lossy_) {
    bitrate_ = times(bitrate_, decrease);
    // What was tried last was too much: longer until the next try.
    patience_ = std::min(patience_ * 2, limits::longest_download_patience);
  }
  was_lossy_ = is_lossy;
  if (loss > clean) {
    clean_since_.reset();
  } else if (!clean_since_) {
    clean_since_ = now;
  } else if (wants_more && now - *clean_since_ >= patience_) {
    bitrate_ = times(bitrate_, increase);
    clean_since_ = now;
  }
  if (bitrate_ == before) return std::nullopt;
  return bitrate_;
}

}  // namespace parley::core

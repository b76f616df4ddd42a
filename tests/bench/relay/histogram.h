// Durations counted in buckets that are 1.6 % wide, as HdrHistogram does it: adding is a few
// instructions, and a long run takes no more memory than a short one.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace parley::bench {

class Histogram {
 public:
  /// Nanoseconds; negative ones count as 0.
  void add(std::int64_t duration) {
    const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(duration, 0));
    ++buckets_[index_of(value)];
    ++count_;
    max_ = std::max(max_, value);
  }

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] std::uint64_t max() const { return max_; }

  /// The duration that this share of all did not exceed, 0 where there is none.
  [[nodiscard]] std::uint64_t percentile(double share) const {
    const auto wanted = static_cast<std::uint64_t>(share * static_cast<double>(count_));
    std::uint64_t seen = 0;
    for (std::size_t index = 0; index < buckets_.size(); ++index) {
      seen += buckets_[index];
      if (seen > wanted || (seen == count_ && seen > 0)) return std::min(highest_in(index), max_);
    }
    return 0;
  }

 private:
  // Of each power of two.
  static constexpr unsigned sub_bits = 6;
  static constexpr std::uint64_t sub_buckets = std::uint64_t{1} << sub_bits;

  // Values below 64 have a bucket each; from there on the leading seven bits choose it.
  static std::size_t index_of(std::uint64_t value) {
    if (value < sub_buckets) return value;
    const unsigned shift = static_cast<unsigned>(std::bit_width(value)) - sub_bits - 1;
    return (shift + 1) * sub_buckets + ((value >> shift) - sub_buckets);
  }
  static std::uint64_t highest_in(std::size_t index) {
    if (index < sub_buckets) return index;
    const auto shift = static_cast<unsigned>(index / sub_buckets - 1);
    return ((sub_buckets + index % sub_buckets + 1) << shift) - 1;
  }

  std::array<std::uint64_t, (65 - sub_bits) * sub_buckets> buckets_{};
  std::uint64_t count_ = 0;
  std::uint64_t max_ = 0;
};

}  // namespace parley::bench

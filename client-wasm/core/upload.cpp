#include "parley/core/upload.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace parley::core {

using protocol::TrackPriority;

namespace {

struct Step {
  std::uint32_t height;
  std::uint32_t framerate;
  std::uint32_t bitrate;
  std::uint32_t pixels;  // thousands a second
};

// A talking head by H.264 or VP8: more bits are hardly to be seen at that height (0.06 bits a pixel
// for large pictures to 0.25 for small ones, which have less to predict from). A face that is shown
// small moves by few pixels, so that half the frames are enough. Pixels are those of 16:9.
constexpr std::array<Step, 6> camera_steps = {{
    {90, 15, 60'000, 216},
    {180, 15, 130'000, 864},
    {270, 20, 300'000, 2'592},
    {360, 25, 500'000, 5'760},
    {540, 30, 1'000'000, 15'552},
    {720, 30, 1'700'000, 27'648},
}};

// Text stays legible at few frames, but not at fewer lines. Most of a screen's frame is as before
// and quickly encoded: counted as a quarter of 1920 x 1080.
constexpr std::array<Step, 3> screen_steps = {{
    {0, 5, 300'000, 2'592},
    {0, 8, 700'000, 4'147},
    {0, 15, 1'500'000, 7'776},
}};

// A screen in a picture of up to this height is a thumbnail, in which nobody reads.
constexpr std::uint32_t unread_height = 180;

// Browsers send no picture with less.
constexpr std::uint32_t least_bitrate = 30'000;

// To begin with; the line is measured while it is used.
constexpr std::uint32_t unmeasured_bitrate = 2'500'000;
constexpr std::uint32_t unmeasured_high_bitrate = 5'000'000;
constexpr std::uint32_t saving_bitrate = 600'000;
constexpr std::uint32_t saving_bitrate_each = 400'000;

// Thousands a second that a core encodes beside all else that a call needs: two cores bear three
// pictures of 540 lines (browsers do not adapt by themselves if that is too much).
constexpr std::uint32_t pixels_per_core = 24'000;
constexpr std::uint32_t most_cores = 8;
constexpr std::uint32_t unknown_cores = 2;

// The smaller of two limits, of which 0 is none.
std::uint32_t stricter(std::uint32_t one, std::uint32_t other) {
  if (one == 0 || other == 0) return std::max(one, other);
  return std::min(one, other);
}

bool within(std::uint64_t cost, std::uint32_t limit) {
  return limit == 0 || cost <= limit;
}

double weight_of(const VideoDemand& demand) {
  double weight = demand.detailed ? 2 : 1;
  if (demand.priority == TrackPriority::High) weight *= 2;
  if (demand.priority == TrackPriority::Low) weight /= 2;
  return weight;
}

std::size_t wanted_step(const VideoDemand& demand, const UploadLimits& limits) {
  if (demand.detailed) {
    const bool unread = demand.height > 0 && demand.height <= unread_height;
    return unread ? 0 : screen_steps.size() - 1;
  }
  const std::uint32_t height = stricter(demand.height, limits.max_height);
  if (height == 0) return camera_steps.size() - 1;
  std::size_t step = 0;
  while (step + 1 < camera_steps.size() && camera_steps[step].height < height) ++step;
  return step;
}

class Sharing {
 public:
  Sharing(const std::vector<VideoDemand>& demands, const UploadLimits& limits) : limits_(limits) {
    for (const VideoDemand& demand : demands) {
      const Share share{&demand,
                        demand.detailed ? std::span<const Step>(screen_steps)
                                        : std::span<const Step>(camera_steps),
                        0, wanted_step(demand, limits), weight_of(demand)};
      shares_.push_back(share);
      bitrate_ += bitrate_of(share, 0);
      pixels_ += share.steps[0].pixels;
    }
  }

  UploadShares take() {
    while (Share* share = neediest()) raise(*share);
    UploadShares result;
    for (const Share& share : shares_) result.encodings.push_back(encoding_of(share));
    result.wants_more = wants_more_ || !within(bitrate_, limits_.bitrate);
    return result;
  }

 private:
  struct Share {
    const VideoDemand* demand;
    std::span<const Step> steps;
    std::size_t step;
    std::size_t wanted;  // stays as it is once no more fits
    double weight;
  };

  [[nodiscard]] std::uint32_t bitrate_of(const Share& share, std::size_t step) const {
    return stricter(share.steps[step].bitrate, limits_.each);
  }

  // The one that has the smallest part of what it should have.
  Share* neediest() {
    Share* neediest = nullptr;
    double least = 0;
    for (Share& share : shares_) {
      if (share.step == share.wanted) continue;
      const double part = share.steps[share.step].bitrate / share.weight /
                          static_cast<double>(share.steps[share.wanted].bitrate);
      if (neediest != nullptr && part >= least) continue;
      neediest = &share;
      least = part;
    }
    return neediest;
  }

  void raise(Share& share) {
    const std::uint64_t more = bitrate_of(share, share.step + 1) - bitrate_of(share, share.step);
    const std::uint64_t pixels =
        share.steps[share.step + 1].pixels - share.steps[share.step].pixels;
    const bool affordable = within(bitrate_ + more, limits_.bitrate) &&
                            within(on_connection(share) + more, share.demand->bearable);
    if (!affordable || !within(pixels_ + pixels, limits_.pixels)) {
      wants_more_ = wants_more_ || !affordable;
      share.wanted = share.step;
      return;
    }
    ++share.step;
    bitrate_ += more;
    pixels_ += pixels;
  }

  [[nodiscard]] std::uint64_t on_connection(const Share& one) const {
    std::uint64_t sum = 0;
    for (const Share& share : shares_) {
      if (share.demand->connection == one.demand->connection) sum += bitrate_of(share, share.step);
    }
    return sum;
  }

  [[nodiscard]] Encoding encoding_of(const Share& share) const {
    const Step& step = share.steps[share.step];
    std::uint64_t bitrate = bitrate_of(share, share.step);
    // Not even the lowest steps fit: all get less.
    if (!within(bitrate_, limits_.bitrate)) bitrate = bitrate * limits_.bitrate / bitrate_;
    // What the application allows counts, even if it is less.
    const std::uint32_t least = stricter(least_bitrate, limits_.each);
    Encoding encoding{true, std::max(static_cast<std::uint32_t>(bitrate), least), step.framerate,
                      step.height};
    if (share.demand->detailed) encoding.max_height = share.demand->height;
    return encoding;
  }

  const UploadLimits& limits_;
  std::vector<Share> shares_;
  std::uint64_t bitrate_ = 0;
  std::uint64_t pixels_ = 0;
  bool wants_more_ = false;
};

// The browser sends no more than the connection bears.
Encoding alone(const VideoDemand& demand, const UploadLimits& limits) {
  Encoding encoding;
  encoding.max_height =
      demand.detailed ? demand.height : stricter(demand.height, limits.max_height);
  for (const Step& step : camera_steps) {
    if (encoding.max_height == 0 || encoding.max_height > step.height) continue;
    encoding.max_bitrate = step.bitrate;
    break;
  }
  encoding.max_bitrate = stricter(encoding.max_bitrate, limits.each);
  return encoding;
}

}  // namespace

UploadLimits upload_limits(VideoQuality quality, std::uint32_t cores, std::uint32_t measured,
                           std::uint32_t each) {
  if (quality == VideoQuality::High) {
    return {measured == 0 ? unmeasured_high_bitrate : measured, 0, each, 0};
  }
  const std::uint32_t counted = cores == 0 ? unknown_cores : std::min(cores, most_cores);
  UploadLimits limits{measured == 0 ? unmeasured_bitrate : measured, counted * pixels_per_core,
                      each, 0};
  if (quality == VideoQuality::Saving) {
    limits.bitrate = std::min(limits.bitrate, saving_bitrate);
    limits.each = stricter(each, saving_bitrate_each);
    limits.max_height = saving_height;
  }
  return limits;
}

UploadShares share_upload(const std::vector<VideoDemand>& demands, const UploadLimits& limits) {
  if (limits.shared) return Sharing(demands, limits).take();
  UploadShares shares;
  for (const VideoDemand& demand : demands) shares.encodings.push_back(alone(demand, limits));
  return shares;
}

}  // namespace parley::core

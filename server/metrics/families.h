// Builds Prometheus' metric families from plain numbers.
#pragma once

#include <prometheus/metric_family.h>

#include <string>
#include <string_view>
#include <vector>

#include "parley/base/counter.h"

namespace parley::metrics {

/// The sum of several threads' histograms.
struct HistogramSum {
  std::array<std::uint64_t, base::Histogram::bounds.size() + 1> buckets{};
  std::uint64_t milliseconds = 0;

  void add(const base::Histogram& histogram);
};

class Families {
 public:
  void gauge(const char* name, const char* help, double value);
  void counter(const char* name, const char* help, double value);
  /// In seconds, as is usual in Prometheus.
  void histogram(const char* name, const char* help, const HistogramSum& sum);

  /// Adds a counter to a family that has one for each value of a label. The first call creates the
  /// family.
  void labelled(const char* name, const char* help, const char* label, std::string_view value,
                double count);

  [[nodiscard]] const std::vector<prometheus::MetricFamily>& all() const { return families_; }

 private:
  prometheus::ClientMetric& add(const char* name, const char* help, prometheus::MetricType type);

  std::vector<prometheus::MetricFamily> families_;
};

}  // namespace parley::metrics

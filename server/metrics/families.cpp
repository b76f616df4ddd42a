#include "families.h"

#include <limits>

namespace parley::metrics {
namespace {

constexpr double milliseconds_per_second = 1000;

}  // namespace

void HistogramSum::add(const base::Histogram& histogram) {
  for (std::size_t index = 0; index < buckets.size(); ++index) {
    buckets[index] += histogram.bucket(index);
  }
  milliseconds += histogram.sum();
}

void Families::gauge(const char* name, const char* help, double value) {
  add(name, help, prometheus::MetricType::Gauge).gauge.value = value;
}

void Families::counter(const char* name, const char* help, double value) {
  add(name, help, prometheus::MetricType::Counter).counter.value = value;
}

void Families::histogram(const char* name, const char* help, const HistogramSum& sum) {
  auto& histogram = add(name, help, prometheus::MetricType::Histogram).histogram;
  std::uint64_t cumulative = 0;
  for (std::size_t index = 0; index < sum.buckets.size(); ++index) {
    const bool last = index == base::Histogram::bounds.size();
    cumulative += sum.buckets[index];
    histogram.bucket.push_back(
        {cumulative, last ? std::numeric_limits<double>::infinity()
                          : base::Histogram::bounds[index] / milliseconds_per_second});
  }
  histogram.sample_count = cumulative;
  histogram.sample_sum = static_cast<double>(sum.milliseconds) / milliseconds_per_second;
}

void Families::labelled(const char* name, const char* help, const char* label,
                        std::string_view value, double count) {
  prometheus::ClientMetric& metric = add(name, help, prometheus::MetricType::Counter);
  metric.label.push_back({label, std::string(value)});
  metric.counter.value = count;
}

prometheus::ClientMetric& Families::add(const char* name, const char* help,
                                        prometheus::MetricType type) {
  if (families_.empty() || families_.back().name != name) {
    families_.push_back({name, help, type, {}});
  }
  return families_.back().metric.emplace_back();
}

}  // namespace parley::metrics

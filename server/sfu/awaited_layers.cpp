#include "awaited_layers.h"

#include <algorithm>

#include "parley/sfu/limits.h"

namespace parley::sfu {

void AwaitedLayers::asked(const ChooseLayers& layers, base::Instant now) {
  for (const auto& choice : layers.choices) {
    awaited_.insert_or_assign(choice.mid, Awaited{choice.layer, now + layer_patience});
  }
}

void AwaitedLayers::switched(const Switch& changes) {
  for (const auto& change : changes.changes) awaited_.erase(change.mid);
}

std::optional<base::Instant> AwaitedLayers::deadline() const {
  std::optional<base::Instant> earliest;
  for (const auto& [mid, awaited] : awaited_) {
    earliest = std::min(earliest.value_or(awaited.due), awaited.due);
  }
  return earliest;
}

ChooseLayers AwaitedLayers::take_due(base::Instant now) {
  ChooseLayers due;
  for (auto& [mid, awaited] : awaited_) {
    if (awaited.due > now) continue;
    due.choices.push_back({mid, awaited.layer});
    awaited.due = now + layer_patience * (1LL << ++awaited.repetitions);
  }
  std::erase_if(awaited_,
                [](const auto& entry) { return entry.second.repetitions == layer_repetitions; });
  return due;
}

}  // namespace parley::sfu

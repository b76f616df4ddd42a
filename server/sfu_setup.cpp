#include "sfu_setup.h"

#include <stdexcept>
#include <utility>

#include "parley/base/random_ids.h"

namespace parley {

SfuSetup::SfuSetup(const SfuOptions& options, const std::string& server, const base::Signer& signer,
                   base::Logger& logger) {
  base::RandomIds secrets;
  const sfu::RoomOwner owner(signer, server, secrets.make(""));
  for (const auto& address : options.addresses) {
    auto numeric = sfu_link::resolved(address);
    if (!numeric) throw std::runtime_error("--sfu: " + numeric.error().message + ".");
    sfus_.push_back({std::move(numeric.value()), options.secrets, owner});
  }
  if (options.program.empty()) return;
  const sfu_link::JanusKeys keys{secrets.make(""), secrets.make("")};
  keeper_ = std::make_unique<sfu_link::JanusKeeper>(options.program, options.media, keys, logger);
  sfus_.push_back({keeper_->address(), {keys.api, keys.admin}, {}});
}

void SfuSetup::prepare(serving::ServerSettings& settings) const {
  settings.sfus = sfus_;
}

}  // namespace parley

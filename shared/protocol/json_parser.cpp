#include "json_parser.h"

#include "parley/protocol/limits.h"

namespace parley::protocol {
namespace {

// Builds the value as the library's own parser does, and stops at the limit on nesting.
class Builder : public nlohmann::detail::json_sax_dom_parser<Json> {
  using Base = nlohmann::detail::json_sax_dom_parser<Json>;

 public:
  explicit Builder(Json& result) : Base(result, false) {}

  bool start_object(std::size_t size) { return enter() && Base::start_object(size); }
  bool start_array(std::size_t size) { return enter() && Base::start_array(size); }
  bool end_object() { return leave() && Base::end_object(); }
  bool end_array() { return leave() && Base::end_array(); }

  template <class Exception>
  bool parse_error(std::size_t position, const std::string& /*token*/, const Exception& exception) {
    failure_ = parse_failure(position, exception);
    return false;
  }

  [[nodiscard]] const std::string& failure() const { return failure_; }

 private:
  bool enter() {
    if (++depth_ <= limits::json_depth) return true;
    failure_ = "nested deeper than " + std::to_string(limits::json_depth);
    return false;
  }
  bool leave() {
    --depth_;
    return true;
  }

  std::size_t depth_ = 0;
  std::string failure_;
};

}  // namespace

std::string parse_failure(std::size_t position, const std::exception& exception) {
  // The library quotes what it last read, which can be most of the message.
  constexpr std::size_t longest_reason = 160;
  std::string_view reason = exception.what();
  for (const std::string_view prefix_end : {"] ", "parse error at line", ": "}) {
    const std::size_t end = reason.find(prefix_end);
    if (end == std::string_view::npos) break;
    reason.remove_prefix(end + prefix_end.size());
  }
  return "at byte " + std::to_string(position) + ": " +
         std::string(reason.substr(0, longest_reason));
}

std::optional<Error> find_nul(std::string_view text) {
  const std::size_t position = text.find('\0');
  if (position == std::string_view::npos) return std::nullopt;
  return Error{ErrorId::BadJson,
               "The message is not JSON: at byte " + std::to_string(position + 1) + ": a NUL"};
}

Result<Json> parse_object(std::string_view text) {
  if (std::optional<Error> nul = find_nul(text)) return *std::move(nul);
  Json root;
  Builder builder(root);
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) {
    return Error{ErrorId::BadJson, "The message is not JSON: " + builder.failure()};
  }
  if (!root.is_object()) return Error{ErrorId::BadJson, "The message is not a JSON object."};
  return root;
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace parley::protocol

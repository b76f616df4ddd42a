#pragma once

#include <string_view>

namespace parley::protocol {

/// True for well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing past U+10FFFF.
bool is_utf8(std::string_view text);

/// True where the text holds a C0 or C1 control character or DEL; the text is well-formed UTF-8.
bool has_control_characters(std::string_view text);

}  // namespace parley::protocol

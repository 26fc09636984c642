#pragma once

#include "engine/base/error.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

/// What every target defines: one execution on the bytes of one input. libFuzzer calls it and keeps the inputs that
/// reach new code; an input that ends the program is a finding. Always returns 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace kaleido::fuzz {

/// The input as text.
std::string_view textOf(const std::uint8_t* data, std::size_t size);

/// The input cut at its first `count` − 1 zero bytes, for targets that read several texts; the rest are empty.
std::vector<std::string_view> textsOf(const std::uint8_t* data, std::size_t size, std::size_t count);

/// Ends the program, so that the input is kept, unless the property holds; `property` is told.
void require(bool holds, std::string_view property);

/// An error is one line that a user can read in a terminal: UTF-8 without control characters, of a few hundred
/// bytes, whatever the file held.
void requireReadable(const Error& error);

}  // namespace kaleido::fuzz

#pragma once

#include "engine/io/json_node.h"

#include <string_view>

namespace kaleido {

/// Checks the members "format" and "version" of a document of ours: the format's name, and a version from 1 to the newest
/// that this program reads. To be called first: of a newer version the rest may well be unknown.
void checkFormat(const JsonNode& root, std::string_view format, int newest);

}  // namespace kaleido

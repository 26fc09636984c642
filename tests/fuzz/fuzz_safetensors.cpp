// Whole safetensors files. What is accepted lies inside the file, covers it, and its header can be written and read
// back with the same meaning.
#include "engine/io/safetensors.h"
#include "engine/io/safetensors_header.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/memory_file.h"

#include <algorithm>
#include <limits>

using namespace kaleido;

namespace {

bool same(const TensorEntry& a, const TensorEntry& b) {
    return a.name == b.name && a.dtype == b.dtype && a.shape == b.shape && a.begin == b.begin &&
           a.end == b.end;
}

void checkFile(const SafeTensorsFile& file) {
    SafeTensorsHeader header{.entries = {}, .metadata = file.metadata()};
    std::uint64_t covered = 0;
    unsigned sum = 0;
    for (const TensorView& tensor : file.tensors()) {
        fuzz::require(bytesOf(tensor.shape, tensor.dtype) == tensor.bytes.size(),
                      "a tensor has its shape's bytes");
        for (const std::byte byte : tensor.bytes)
            sum += std::to_integer<unsigned>(byte);  // all can be touched
        header.entries.push_back(
            {tensor.name, tensor.dtype, tensor.shape, covered, covered + tensor.bytes.size()});
        covered += tensor.bytes.size();
        const TensorView* found = file.find(tensor.name);
        fuzz::require(found && found->bytes.data() == tensor.bytes.data(),
                      "every tensor is found by its name");
    }
    fuzz::require(sum < std::numeric_limits<unsigned>::max(), "the bytes can be read");

    const auto again = parseHeader(headerText(header), covered, "again");
    fuzz::require(again.ok(), "a header that was written is read");
    fuzz::require(again->metadata == header.metadata, "metadata comes back");
    fuzz::require(std::ranges::equal(again->entries, header.entries, same), "tensors come back");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static fuzz::MemoryFile memory;
    memory.write(fuzz::textOf(data, size));
    const auto file = SafeTensorsFile::open(memory.path());
    if (!file) {
        fuzz::requireReadable(file.error());
        return 0;
    }
    checkFile(*file);
    return 0;
}

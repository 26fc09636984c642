#pragma once

#include <cstddef>
#include <cstdint>

namespace kaleido {

// What may be read from outside, whatever the model: the most that a caption or a file can cost before it is refused
// with a message. Sizes, counts and depths stand here, format by format, so that they can be weighed against each other;
// the range of a single number stands where it is read.
// What a model bounds for itself (items, tokens, grids, codes) is in its PlanFormat, itself bounded by the manifest's.

// ---- Captions and plans

constexpr std::size_t kMaxCaptionBytes = 4096;  ///< before and after normalisation: far above what is encoded
constexpr std::size_t kMaxDetailBytes = 65536;  ///< detailed description, UTF-8
constexpr std::size_t kMaxWordsBytes = 1024;    ///< words of one item, UTF-8; 12 pieces are never longer
constexpr std::size_t kMaxPlanTextBytes = 262144;  ///< a whole plan in the string form of the grammar

// ---- JSON of every kind

constexpr std::size_t kMaxJsonBytes = std::size_t{16} << 20;
constexpr std::size_t kMaxJsonValues = 1'000'000;  ///< values of all kinds together
constexpr int kMaxJsonDepth = 32;                  ///< nesting of lists and objects
constexpr std::size_t kMaxJsonTextBytes = 10'000;  ///< one text, where nothing else is said

// ---- Plan files, and the records that pictures carry

constexpr std::size_t kMaxPlanFileTextBytes = std::size_t{1} << 20;  ///< one text; validate() allows less
constexpr std::size_t kMaxPlanFileItems = 1000;
constexpr int kMaxPlanFileGridSide = 256;  ///< columns, rows
constexpr std::size_t kMaxPictureRecords = 100'000;

// ---- Model manifests

constexpr std::size_t kMaxManifestBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxManifestTextBytes = 100'000;  ///< title, licence, training configuration, …
constexpr std::size_t kMaxModelFiles = 1000;
constexpr std::size_t kMaxModelPathBytes = 255;  ///< of a file below the model's folder
constexpr int kMaxManifestCount = 1'000'000;     ///< pieces, steps
constexpr int kMaxResolution = 4096;             ///< side of the pictures, pixels
constexpr int kMaxPlaceBins = 4096;
constexpr int kMaxModelItems = 256;
constexpr int kMaxModelTokens = 65'536;
constexpr int kMaxModelGridSide = 64;
constexpr int kMaxTokenCodes = 65'536;
constexpr int kMaxColorLevels = 32;

// ---- safetensors

constexpr std::uint64_t kMaxTensorHeaderBytes = std::uint64_t{16} << 20;  ///< some 100,000 tensors
constexpr int kTensorHeaderDepth = 3;                                     ///< deeper nesting has no meaning
constexpr std::size_t kMaxTensorNameBytes = 1000;
constexpr std::size_t kMaxTensorDimensions = 8;
constexpr std::int64_t kMaxTensorSide = std::int64_t{1} << 53;  ///< one dimension; exact in any JSON

// ---- Pictures

constexpr std::uint64_t kMaxPictureFileBytes = std::uint64_t{1} << 28;
constexpr std::int64_t kMaxPicturePixels = std::int64_t{1} << 26;  ///< 8192 × 8192
constexpr std::uint32_t kMaxPngChunkBytes = 0x7FFFFFFF;            ///< W3C PNG, 5.3
constexpr std::size_t kMaxPngChunks = std::size_t{1} << 18;
constexpr std::size_t kMaxPngTexts = 256;
constexpr std::size_t kMaxPngTextBytes = std::size_t{16} << 20;  ///< all texts of a file together, unpacked
constexpr std::size_t kMaxPngKeywordBytes = 79;                  ///< W3C PNG, 11.3.4

// ---- Tokenizers and vocabularies

constexpr std::size_t kMaxTokenizerBytes = std::size_t{16} << 20;    ///< a sentencepiece model
constexpr std::size_t kMaxT5VocabularyBytes = std::size_t{4} << 20;  ///< T5's own 32,000 pieces take 0.8 MB
constexpr std::size_t kMaxVocabularyBytes = std::size_t{4} << 20;    ///< known words, or related ones
constexpr std::size_t kMaxKnownWordBytes = 256;                      ///< one entry, normalised
constexpr std::size_t kMaxKnownWordParts = 16;  ///< words of one entry: "palm tree" has two
constexpr std::size_t kMaxRelatedWords = 64;    ///< on either side of a line of related words

}  // namespace kaleido

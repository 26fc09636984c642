#include "engine/io/png_metadata.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace kaleido {

namespace {

/// IPTC Photo Metadata, Digital Source Type: the picture was made by a model trained on sampled content.
constexpr std::string_view kXmpPacket =
    "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "  <rdf:Description rdf:about=\"\" xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">\n"
    "   <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    "</Iptc4xmpExt:DigitalSourceType>\n"
    "  </rdf:Description>\n"
    " </rdf:RDF>\n"
    "</x:xmpmeta>\n"
    "<?xpacket end=\"r\"?>";

bool isAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

}  // namespace

std::vector<PngText> metadataTexts(const PictureMetadata& metadata, MetadataChoice choice) {
    if (!isAscii(metadata.kaleido)) throw std::invalid_argument("the kaleido text of a PNG must be ASCII");
    if (choice == MetadataChoice::None) return {};
    std::vector<PngText> texts{{std::string(kParametersKeyword), parametersText(metadata.parameters)}};
    if (choice == MetadataChoice::Full) texts.push_back({std::string(kKaleidoKeyword), metadata.kaleido});
    if (metadata.xmp) texts.push_back({std::string(kXmpKeyword), std::string(kXmpPacket)});
    return texts;
}

Result<std::string> withMetadata(std::string_view png, const PictureMetadata& metadata,
                                 MetadataChoice choice) {
    const std::vector<PngText> texts = metadataTexts(metadata, choice);
    Result<std::string> bare = stripMetadata(png);
    return bare ? insertPngTexts(*bare, texts) : bare;
}

}  // namespace kaleido

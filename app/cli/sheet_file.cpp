#include "app/cli/sheet_file.h"

#include "app/sheet/picture_image.h"
#include "engine/io/atomic_file.h"
#include "engine/io/picture_file.h"
#include "engine/io/png_text.h"

namespace kaleido::cli {

Result<void> writeSheet(const sheet::Sheet& sheet, const std::filesystem::path& path,
                        const std::string& kaleidoText) {
    auto image = sheet.compose();
    if (!image) return image.error();
    auto png = encodePng(sheet::toPicture(*image));
    if (!png) return png.error();
    if (!kaleidoText.empty()) {
        png = withPngTexts(*png, {{std::string(kKaleidoKeyword), kaleidoText}});
        if (!png) return png.error();
    }
    return writeFileAtomically(path, *png);
}

}  // namespace kaleido::cli

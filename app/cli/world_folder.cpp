#include "app/cli/world_folder.h"

#include "engine/io/folder.h"
#include "engine/io/json_value.h"
#include "engine/io/picture_file.h"
#include "engine/io/plan_json.h"

#include <fmt/format.h>

namespace kaleido::cli {

Result<WorldFolder> WorldFolder::create(const std::filesystem::path& folder) {
    if (auto made = makeFolder(folder); !made) return made.error();
    std::error_code code;
    if (!std::filesystem::is_empty(folder, code) || code) {
        return Error{Code::WriteFailed, "is not empty; name a new folder, nothing is overwritten",
                     folder.string(), ""};
    }
    auto lines = AtomicFile::create(folder / "data.jsonl");
    if (!lines) return lines.error();
    return WorldFolder(folder, *std::move(lines));
}

Result<void> WorldFolder::add(const Picture& picture, const Plan& plan) {
    const std::string name = fmt::format("{:06}.png", ++m_count);
    if (auto written = writePicture(m_folder / name, picture); !written) return written;
    const JsonValue line = JsonValue::Object{{"picture", name}, {"plan", planToValue(plan)}};
    return m_lines.write(writeJson(line) + "\n");
}

Result<void> WorldFolder::finish() {
    return m_count == 0 ? Result<void>() : m_lines.commit();
}

}  // namespace kaleido::cli

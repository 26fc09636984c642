#include "app/cli/command.h"

namespace kaleido::cli {

std::filesystem::path judgesFile() {
    return homeFolder() / "models" / "kaleido-judges" / "judges.safetensors";
}

Result<void> checkJudges() {
    if (std::filesystem::exists(judgesFile())) return {};
    return Error{Code::NotFound, "is missing; pictures are judged and their variety is told by its networks",
                 judgesFile().string(), ""};
}

void ModelOption::addTo(CLI::App& app) {
    folder = homeFolder() / "models" / "kaleido-emoji";
    app.add_option("--model", folder, "Model folder")->capture_default_str()->group("Machine");
    app.add_option("--threads", threads, "Threads to compute with; 0 = all cores")
        ->check(CLI::Range(0, 1024))
        ->group("Machine");
}

}  // namespace kaleido::cli

#include "app/cli/command.h"

#include <cstdlib>

namespace kaleido::cli {

std::filesystem::path homeFolder() {
    if (const char* home = std::getenv("KALEIDO_HOME"); home && *home) return home;
    return KALEIDO_HOME_FOLDER;
}

std::filesystem::path judgesFile() {
    return homeFolder() / "models" / "kaleido-judges" / "judges.safetensors";
}

void ModelOption::addTo(CLI::App& app) {
    folder = homeFolder() / "models" / "kaleido-emoji";
    app.add_option("--model", folder, "Model folder")->capture_default_str()->group("Machine");
    app.add_option("--threads", threads, "Threads to compute with; 0 = all cores")
        ->check(CLI::Range(0, 1024))
        ->group("Machine");
}

}  // namespace kaleido::cli

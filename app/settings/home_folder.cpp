#include "app/settings/home_folder.h"

#include <cstdlib>

namespace kaleido {

std::filesystem::path homeFolder() {
    if (const char* home = std::getenv("KALEIDO_HOME"); home && *home) return home;
    return KALEIDO_HOME_FOLDER;
}

}  // namespace kaleido

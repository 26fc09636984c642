#include "app/document/first_document.h"

#include "app/document/project_files.h"

#include <utility>

namespace kaleido {
namespace {

Result<std::unique_ptr<Document>> documentOf(Result<ProjectStore> store) {
    if (!store) return store.error();
    return Document::open(*std::move(store));
}

}  // namespace

Result<FirstDocument> openFirst(const std::filesystem::path& asked, const std::filesystem::path& unsaved) {
    FirstDocument first;
    if (!asked.empty()) {
        if (auto wanted = documentOf(ProjectStore::open(asked)))
            return FirstDocument{.document = *std::move(wanted)};
        else
            first.fault = wanted.error();
    }
    auto fresh = documentOf(createUnsaved(unsaved));
    if (!fresh) return fresh.error();
    first.document = *std::move(fresh);
    return first;
}

}  // namespace kaleido

#pragma once

#include "app/document/document.h"
#include "tests/support/sample_project.h"

#include <QTemporaryDir>

#include <memory>
#include <string>

namespace kaleido::test {

/// A document of its own in a folder that goes with it.
class OpenDocument {
public:
    OpenDocument() {
        m_document = Document::open(ProjectStore::create(path(), steadyOptions()).value()).value();
    }

    std::filesystem::path path() const {
        return (m_folder.path() + QStringLiteral("/test.kaleido")).toStdString();
    }
    Document& operator*() const { return *m_document; }
    Document* operator->() const { return m_document.get(); }
    /// What another start of the program would find.
    void reopen() {
        m_document.reset();
        m_document = Document::open(ProjectStore::open(path(), steadyOptions()).value()).value();
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Document> m_document;
};

/// A cat in the middle.
inline Plan catPlan(const std::string& caption = "a cat") {
    Plan plan;
    plan.caption = caption;
    plan.detail = "A flat cat.";
    plan.sentences = {{}};
    plan.items = {{.id = ItemId{1},
                   .words = "flat cat",
                   .box = Box{0.25, 0.25, 0.75, 0.75},
                   .blob = Blob{{0.5, 0.5}, 0.25, 0.2, 0}}};
    return plan;
}

}  // namespace kaleido::test

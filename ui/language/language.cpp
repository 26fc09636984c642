#include "ui/language/language.h"

#include <QCoreApplication>
#include <QTranslator>

/// Outside of any namespace, as the resource's initialiser is. A static library's resources are dropped by the linker
/// unless somebody names them.
static void initTranslations() {
    Q_INIT_RESOURCE(translations);
}

namespace kaleido::ui {

void installLanguage(QCoreApplication& application) {
    initTranslations();
    auto* const translator = new QTranslator(&application);
    const bool there = translator->load(QStringLiteral(":/translations/kaleido_en.qm"));
    Q_ASSERT_X(there, "installLanguage", "the English plurals are missing");
    if (there) QCoreApplication::installTranslator(translator);
}

}  // namespace kaleido::ui

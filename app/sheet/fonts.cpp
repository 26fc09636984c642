#include "app/sheet/fonts.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QStringList>
#include <QtGlobal>

/// Outside of any namespace, as the resource's initialiser is. A static library's resources are dropped by the linker
/// unless somebody names them.
static void initFontResource() {
    Q_INIT_RESOURCE(fonts);
}

namespace kaleido::sheet {
namespace {

QString loadBundled() {
    Q_ASSERT(qGuiApp);
    initFontResource();
    QString family;
    for (const auto* file : {u":/fonts/Inter-Regular.otf", u":/fonts/Inter-SemiBold.otf"}) {
        const int id = QFontDatabase::addApplicationFont(QString::fromUtf16(file));
        if (id >= 0 && family.isEmpty()) family = QFontDatabase::applicationFontFamilies(id).value(0);
    }
    return family;
}

}  // namespace

QString bundledFamily() {
    static const QString family = loadBundled();
    return family;
}

QFont fontFor(const theme::TextStyle& style) {
    // Wide families first: Qt asks for each glyph in this order and then searches the system by itself.
    const QStringList behind{QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans CJK SC"),
                             QStringLiteral("Droid Sans Fallback"), QStringLiteral("DejaVu Sans")};
    QFont font;
    font.setFamilies(QStringList{bundledFamily()} + behind);
    font.setPixelSize(style.size);
    font.setWeight(style.weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::PreferAntialias);
    return font;
}

}  // namespace kaleido::sheet

#include "ui/theme/theme.h"

#include "ui/theme/style.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/type.h"

#include <QApplication>

namespace kaleido::ui {

Theme::Theme(QObject* parent)
    : QObject(parent), m_system(schemeOf(QApplication::palette())), m_scheme(m_system) {
    QApplication::setStyle(new Style);
    QApplication::setFont(applicationFont(QApplication::font()));
}

void Theme::apply(ThemeChoice choice) {
    const Scheme before = m_scheme;
    m_choice = choice;
    m_scheme = choice == ThemeChoice::System ? m_system
               : choice == ThemeChoice::Dark ? Scheme::Dark
                                             : Scheme::Light;
    QApplication::setPalette(paletteOf(m_scheme));
    qApp->setStyleSheet(styleSheetOf(m_scheme));
    if (m_scheme != before) Q_EMIT schemeChanged(m_scheme);
}

}  // namespace kaleido::ui

#include "ui/theme/style.h"

#include "ui/theme/colors.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace kaleido::ui {
namespace {

/// A box or a disc that is filled with the accent when it is switched on.
/// `onAccent`: it stands on the accent itself.
void drawIndicator(const QStyleOption& option, QPainter& painter, bool round, bool onAccent) {
    const Colors& c = colors(option.palette);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool filled = on || option.state.testFlag(QStyle::State_NoChange);
    const bool marked =
        option.state.testFlag(QStyle::State_HasFocus) || option.state.testFlag(QStyle::State_MouseOver);
    const int side = std::min(option.rect.width(), option.rect.height());
    QRectF box(0, 0, side - 1, side - 1);
    box.moveCenter(QRectF(option.rect).center());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRgb outline = onAccent ? c.onAccent : filled || marked ? c.accent : c.quietText;
    painter.setPen(QColor(enabled ? outline : c.hairline));
    painter.setBrush(QColor(!filled ? c.base : enabled ? c.accent : c.hairline));
    const double radius = round ? box.width() / 2 : 3;
    painter.drawRoundedRect(box, radius, radius);
    const QColor mark(enabled ? c.onAccent : c.window);
    const auto at = [&box](double x, double y) {
        return box.topLeft() + QPointF(x * box.width(), y * box.height());
    };
    if (filled && round) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(mark);
        painter.drawEllipse(box.center(), box.width() * 0.2, box.width() * 0.2);
    } else if (filled) {
        painter.setPen(QPen(mark, box.width() / 7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        QPainterPath path(on ? at(0.24, 0.53) : at(0.25, 0.5));
        if (on) path.lineTo(at(0.43, 0.72));
        path.lineTo(on ? at(0.77, 0.3) : at(0.75, 0.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
    painter.restore();
}

}  // namespace

Style::Style() : QProxyStyle(QStringLiteral("Fusion")) {}

/// Fusion outlines everything with the window's colour made darker by 1.4. On a dark window that cannot be seen, so frames are
/// drawn as if on a lighter one. The palette is kept, for Fusion caches what it draws by the palette's key.
const QPalette& Style::framed(const QPalette& palette) const {
    if (m_framedKey != palette.cacheKey()) {
        m_framedKey = palette.cacheKey();
        m_framed = palette;
        m_framed.setColor(QPalette::Window, QColor(colors(palette).hairline).lighter(160));
    }
    return m_framed;
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* result) const {
    if (hint == SH_Table_GridLineColor && option) return static_cast<int>(colors(option->palette).hairline);
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;
    return QProxyStyle::styleHint(hint, option, widget, result);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
        case PM_SmallIconSize:
        case PM_ListViewIconSize:
        case PM_ButtonIconSize:
        case PM_TabBarIconSize:
            return kSmallIcon;
        case PM_ToolBarIconSize:
            return kIcon;
        case PM_IndicatorWidth:
        case PM_IndicatorHeight:
        case PM_ExclusiveIndicatorWidth:
        case PM_ExclusiveIndicatorHeight:
            return 16;
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                              const QWidget* widget) const {
    const QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    return type == CT_ItemViewItem ? result.expandedTo(QSize(0, 6 * kUnit)) : result;
}

QIcon Style::standardIcon(StandardPixmap icon, const QStyleOption* option, const QWidget* widget) const {
    switch (icon) {
        case SP_TitleBarCloseButton:
        case SP_LineEditClearButton:
            return themedIcon(u"close");
        case SP_TitleBarNormalButton:
            return themedIcon(u"float");
        case SP_MessageBoxInformation:
            return themedIcon(u"info", Tone::Quiet);
        case SP_MessageBoxQuestion:
            return themedIcon(u"help", Tone::Quiet);
        case SP_MessageBoxWarning:
            return themedIcon(u"warning", Tone::Warning);
        case SP_MessageBoxCritical:
            return themedIcon(u"error", Tone::Error);
        case SP_ToolBarHorizontalExtensionButton:
            return themedIcon(u"chevron-right");
        case SP_ToolBarVerticalExtensionButton:
            return themedIcon(u"chevron-down");
        default:
            return QProxyStyle::standardIcon(icon, option, widget);
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
    const bool onAccent =
        m_onAccent || (element == PE_IndicatorItemViewItemCheck && option->state.testFlag(State_Selected));
    if (element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck)
        return drawIndicator(*option, *painter, false, onAccent);
    if (element == PE_IndicatorRadioButton) return drawIndicator(*option, *painter, true, onAccent);
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    const bool outlined = element == PE_FrameLineEdit || element == PE_Frame || element == PE_FrameGroupBox;
    if (frame && outlined && schemeOf(option->palette) == Scheme::Dark) {
        QStyleOptionFrame copy = *frame;
        copy.palette = framed(option->palette);
        return QProxyStyle::drawPrimitive(element, &copy, painter, widget);
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

/// Menus draw the icon of the chosen line as that of any button under the pointer, which cannot be told apart from it by the
/// icon: here it is taken beforehand.
void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
    const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
    if (element != CE_MenuItem || !item || !item->state.testFlag(State_Selected) ||
        !item->state.testFlag(State_Enabled))
        return QProxyStyle::drawControl(element, option, painter, widget);
    QStyleOptionMenuItem copy = *item;
    if (!item->icon.isNull()) {
        const QIcon::State state = item->checked ? QIcon::On : QIcon::Off;
        copy.icon = QIcon(item->icon.pixmap(QSize(kSmallIcon, kSmallIcon),
                                            painter->device()->devicePixelRatio(), QIcon::Selected, state));
    }
    m_onAccent = true;
    QProxyStyle::drawControl(element, &copy, painter, widget);
    m_onAccent = false;
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
    const bool dark = schemeOf(option->palette) == Scheme::Dark;
    if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option); spin && dark) {
        QStyleOptionSpinBox copy = *spin;
        copy.palette = framed(option->palette);
        return QProxyStyle::drawComplexControl(control, &copy, painter, widget);
    }
    if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option); combo && dark) {
        QStyleOptionComboBox copy = *combo;
        copy.palette = framed(option->palette);
        return QProxyStyle::drawComplexControl(control, &copy, painter, widget);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

}  // namespace kaleido::ui

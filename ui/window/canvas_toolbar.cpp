#include "ui/window/canvas_toolbar.h"

#include "ui/canvas/canvas.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QAction>
#include <QToolBar>

#include <array>

namespace kaleido {
namespace {

/// An action of the canvas by its name, and the icon it has on the strip.
struct Button {
    const char* action;
    const char16_t* icon;
};

constexpr std::array kTools = {Button{"canvas.select", u"select"}, Button{"canvas.box", u"box"},
                               Button{"canvas.blob", u"blob"},     Button{"canvas.tiles", u"tokens"},
                               Button{"canvas.colors", u"colors"}, Button{"canvas.pan", u"pan"}};
constexpr std::array kViews = {Button{"canvas.overlay", u"overlay"}, Button{"canvas.mosaic", u"mosaic"},
                               Button{"canvas.tokens", u"compare"}, Button{"canvas.snap", u"snap"},
                               Button{"canvas.fit", u"zoom-fit"}};

template <std::size_t N>
void addAll(QToolBar& bar, const Canvas& canvas, const std::array<Button, N>& buttons) {
    for (const Button& button : buttons) {
        for (QAction* const action : canvas.actions()) {
            if (action->objectName() != QLatin1String(button.action)) continue;
            action->setIcon(ui::themedIcon(button.icon));
            bar.addAction(action);
        }
    }
}

}  // namespace

QWidget* canvasToolBar(Canvas& canvas) {
    auto* const bar = new QToolBar(QObject::tr("Tools"));
    bar->setObjectName(QStringLiteral("canvasToolBar"));
    bar->setOrientation(Qt::Vertical);
    bar->setMovable(false);
    bar->setIconSize({ui::kIcon, ui::kIcon});
    bar->setToolButtonStyle(Qt::ToolButtonIconOnly);
    addAll(*bar, canvas, kTools);
    bar->addSeparator();
    addAll(*bar, canvas, kViews);
    return bar;
}

}  // namespace kaleido

#include "ui/start/about_dialog.h"

#include "ui/theme/colors.h"
#include "ui/theme/metrics.h"
#include "ui/theme/type.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>

namespace kaleido::ui {
namespace {

QLabel* textLabel(const QString& text, const QFont& font) {
    auto* label = new QLabel(text);
    label->setFont(font);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

}  // namespace

AboutDialog::AboutDialog(const QString& version, const std::vector<Licence>& licences, QWidget* parent)
    : QDialog(parent) {
    setObjectName(QStringLiteral("about"));
    setWindowTitle(tr("About Kaleido Studio"));
    auto* list = new QListWidget;
    list->setObjectName(QStringLiteral("licenceList"));
    list->setAccessibleName(tr("Licences"));
    list->setFixedWidth(36 * kUnit);
    auto* text = new QPlainTextEdit;
    text->setObjectName(QStringLiteral("licenceText"));
    text->setAccessibleName(tr("Text of the licence"));
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    for (const Licence& licence : licences) list->addItem(licence.what);
    connect(list, &QListWidget::currentRowChanged, this, [text, licences](int row) {
        text->setPlainText(row < 0 ? QString() : licences[static_cast<std::size_t>(row)].text);
    });
    list->setCurrentRow(0);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* quiet =
        textLabel(tr("After “Kaleido Diffusion: Improving Conditional Diffusion Models with Autoregressive "
                     "Latent Modeling” "
                     "(Gu et al., 2024). Everything runs on this machine; nothing is sent anywhere."),
                  quietFont());
    QPalette quietPalette = palette();
    quietPalette.setColor(QPalette::WindowText, QColor(colors(palette()).quietText));
    quiet->setPalette(quietPalette);
    auto* panes = new QHBoxLayout;
    panes->setSpacing(kGap);
    panes->addWidget(list);
    panes->addWidget(text, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4 * kUnit, 4 * kUnit, 4 * kUnit, 4 * kUnit);
    column->setSpacing(kGap);
    column->addWidget(textLabel(version, titleFont()));
    column->addWidget(
        textLabel(tr("Type a caption, and get pictures that differ from one another."), bodyFont()));
    column->addWidget(quiet);
    column->addSpacing(kUnit);
    column->addLayout(panes, 1);
    column->addWidget(buttons);
    resize(150 * kUnit, 120 * kUnit);
    list->setFocus();
}

}  // namespace kaleido::ui

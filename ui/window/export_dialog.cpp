#include "ui/window/export_dialog.h"

#include "app/settings/studio_settings.h"
#include "ui/theme/metrics.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>

namespace kaleido {

ExportDialog::ExportDialog(const QString& title, int side, StudioSettings& settings, QWidget* parent)
    : QDialog(parent),
      m_side(side),
      m_settings(settings),
      m_scale(new QSpinBox(this)),
      m_filter(new QComboBox(this)),
      m_metadata(new QComboBox(this)) {
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(title);
    m_scale->setObjectName(QStringLiteral("exportScale"));
    m_scale->setRange(1, kMaxExportScale);
    m_scale->setPrefix(tr("×"));
    m_scale->setValue(4);
    m_filter->addItem(tr("Pixels as squares (nearest)"), QVariant::fromValue(sheet::Filter::Nearest));
    m_filter->addItem(tr("Smooth (Lanczos)"), QVariant::fromValue(sheet::Filter::Lanczos));
    m_filter->setCurrentIndex(settings.displayFilter() == sheet::Filter::Lanczos ? 1 : 0);
    m_metadata->setObjectName(QStringLiteral("exportMetadata"));
    m_metadata->addItem(tr("Everything: plan, seeds and settings"),
                        QVariant::fromValue(MetadataChoice::Full));
    m_metadata->addItem(tr("The settings only"), QVariant::fromValue(MetadataChoice::Settings));
    m_metadata->addItem(tr("Nothing"), QVariant::fromValue(MetadataChoice::None));
    m_metadata->setCurrentIndex(m_metadata->findData(QVariant::fromValue(settings.exportMetadata())));
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Export…"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_scale, &QSpinBox::valueChanged, this, &ExportDialog::showSize);
    auto* const form = new QFormLayout(this);
    form->setContentsMargins(ui::kMargin, ui::kMargin, ui::kMargin, ui::kMargin);
    form->setSpacing(ui::kGap);
    form->addRow(tr("&Size:"), m_scale);
    form->addRow(tr("&Enlarged:"), m_filter);
    form->addRow(tr("The &file tells:"), m_metadata);
    form->addRow(buttons);
    showSize();
}

void ExportDialog::showSize() {
    const int side = m_side * m_scale->value();
    m_scale->setSuffix(tr("  (%1 × %1 pixels)").arg(side));
}

int ExportDialog::scale() const {
    return m_scale->value();
}

sheet::Filter ExportDialog::filter() const {
    return m_filter->currentData().value<sheet::Filter>();
}

MetadataOptions ExportDialog::metadata() const {
    return {.choice = m_metadata->currentData().value<MetadataChoice>()};
}

void ExportDialog::accept() {
    m_settings.setExportMetadata(metadata().choice);
    QDialog::accept();
}

}  // namespace kaleido

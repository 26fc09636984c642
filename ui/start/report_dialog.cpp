#include "ui/start/report_dialog.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/type.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>

namespace kaleido::ui {

ReportDialog::ReportDialog(const QString& report, QWidget* parent)
    : QDialog(parent), m_report(report), m_note(new QLabel) {
    setObjectName(QStringLiteral("problemReport"));
    setWindowTitle(tr("Problem Report"));
    auto* about = new QLabel(tr(
        "This helps to find out what went wrong. It holds none of your captions or pictures, and is not sent "
        "anywhere: copy or save it, and pass it on yourself."));
    about->setWordWrap(true);
    auto* text = new QPlainTextEdit(report);
    text->setObjectName(QStringLiteral("reportText"));
    text->setAccessibleName(tr("Problem report"));
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setFont(fixedFont());
    m_note->setObjectName(QStringLiteral("reportNote"));
    m_note->setWordWrap(true);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* copyButton = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    auto* saveButton = buttons->addButton(tr("Save…"), QDialogButtonBox::ActionRole);
    copyButton->setObjectName(QStringLiteral("reportCopy"));
    saveButton->setObjectName(QStringLiteral("reportSave"));
    copyButton->setIcon(themedIcon(u"copy"));
    saveButton->setIcon(themedIcon(u"save"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(copyButton, &QPushButton::clicked, this, &ReportDialog::copy);
    connect(saveButton, &QPushButton::clicked, this, &ReportDialog::askAndSave);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4 * kUnit, 4 * kUnit, 4 * kUnit, 4 * kUnit);
    column->setSpacing(kGap);
    column->addWidget(about);
    column->addWidget(text, 1);
    column->addWidget(m_note);
    column->addWidget(buttons);
    resize(160 * kUnit, 120 * kUnit);
}

void ReportDialog::copy() {
    QGuiApplication::clipboard()->setText(m_report);
    m_note->setText(tr("Copied."));
}

bool ReportDialog::saveTo(const QString& file) {
    QSaveFile out(file);
    const QByteArray bytes = m_report.toUtf8();
    const bool saved = out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit();
    m_note->setText(saved ? tr("Saved as %1.").arg(file)
                          : tr("%1 could not be written: %2").arg(file, out.errorString()));
    return saved;
}

void ReportDialog::askAndSave() {
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Save Problem Report"),
                                     QStringLiteral("kaleido-problem-report.txt"), tr("Text files (*.txt)"));
    if (!file.isEmpty()) saveTo(file);
}

}  // namespace kaleido::ui

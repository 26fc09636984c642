#include "ui/window/reference_picture.h"

#include "app/document/document.h"
#include "ui/canvas/canvas.h"
#include "ui/window/message_bar.h"

#include <QActionGroup>
#include <QFileDialog>
#include <QFileInfo>
#include <QImageReader>
#include <QMenu>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

namespace kaleido {
namespace {

constexpr int kPercents[] = {25, 50, 75, 100};
constexpr int kUsualPercent = 50;
constexpr const char *kFile = "reference.file", *kPercent = "reference.percent";  ///< settings of the project
constexpr int kLargestSide = 2048;  ///< shown; larger ones are scaled down once

/// For the file dialog: "*.png *.jpg …", whatever Qt can read here.
QString patterns() {
    QStringList all;
    for (const QByteArray& format : QImageReader::supportedImageFormats())
        all += QStringLiteral("*.") + QString::fromLatin1(format);
    return all.join(u' ');
}

}  // namespace

ReferencePicture::ReferencePicture(Document& document, Canvas& canvas, MessageBar& messages, QWidget& window)
    : QObject(&window),
      m_document(document),
      m_canvas(canvas),
      m_messages(messages),
      m_window(window),
      m_choose(new QAction(tr("&Choose Picture…"), this)),
      m_remove(new QAction(tr("&Remove"), this)),
      m_opacities(new QActionGroup(this)) {
    m_choose->setObjectName(QStringLiteral("chooseReference"));
    m_choose->setShortcut(QKeySequence(tr("Ctrl+Shift+U")));
    m_remove->setObjectName(QStringLiteral("removeReference"));
    for (const int percent : kPercents) {
        QAction* const opacity = m_opacities->addAction(tr("Covers %1 %").arg(percent));
        opacity->setObjectName(QStringLiteral("referenceOpacity%1").arg(percent));
        opacity->setCheckable(true);
        opacity->setChecked(percent == kUsualPercent);
        opacity->setData(percent);
    }
    connect(m_choose, &QAction::triggered, this, &ReferencePicture::askForFile);
    connect(m_remove, &QAction::triggered, this, &ReferencePicture::remove);
    connect(m_opacities, &QActionGroup::triggered, this, [this](const QAction* chosen) {
        remember(kPercent, QString::number(chosen->data().toInt()));
        update();
    });
    update();
}

void ReferencePicture::addTo(QMenu& menu) {
    menu.addAction(m_choose);
    menu.addSeparator();
    menu.addActions(m_opacities->actions());
    menu.addSeparator();
    menu.addAction(m_remove);
}

void ReferencePicture::askForFile() {
    const QString file =
        QFileDialog::getOpenFileName(&m_window, tr("Reference Picture"),
                                     QStandardPaths::writableLocation(QStandardPaths::PicturesLocation),
                                     tr("Pictures (%1)").arg(patterns()));
    if (!file.isEmpty()) show(file);
}

void ReferencePicture::show(const QString& file) {
    if (!load(file)) return;
    remember(kFile, QFileInfo(file).absoluteFilePath());
    update();
}

void ReferencePicture::restore() {
    m_picture = {};
    const QString percent = remembered(kPercent).value_or(QString::number(kUsualPercent));
    for (QAction* const opacity : m_opacities->actions())
        opacity->setChecked(opacity->data().toString() == percent);
    if (m_opacities->checkedAction() == nullptr) m_opacities->actions().first()->setChecked(true);
    if (const auto file = remembered(kFile)) load(*file);
    update();
}

bool ReferencePicture::load(const QString& file) {
    QImageReader reader(file);
    reader.setAutoTransform(true);
    QImage picture = reader.read();
    if (picture.isNull()) {
        m_messages.show(MessageBar::Kind::Error,
                        tr("%1 cannot be shown as a reference (%2). Choose another picture.")
                            .arg(file, reader.errorString()));
        return false;
    }
    if (std::max(picture.width(), picture.height()) > kLargestSide)
        picture = picture.scaled(kLargestSide, kLargestSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    m_picture = std::move(picture);
    return true;
}

void ReferencePicture::remove() {
    m_picture = {};
    remember(kFile, {});
    update();
}

/// A convenience, no work that could be lost: a project that cannot be written shows the picture all the same.
void ReferencePicture::remember(const char* name, const QString& value) {
    if (m_document.readOnly()) return;
    const auto kept = value.isEmpty() ? m_document.settings().remove(name)
                                      : m_document.settings().set(name, value.toStdString());
    if (!kept) m_messages.show(kept.error());
}

std::optional<QString> ReferencePicture::remembered(const char* name) const {
    const auto value = m_document.settings().value(name);
    if (!value || !*value) return std::nullopt;
    return QString::fromStdString(**value);
}

void ReferencePicture::update() {
    m_remove->setEnabled(!m_picture.isNull());
    m_opacities->setEnabled(!m_picture.isNull());
    m_canvas.setReference(m_picture, m_opacities->checkedAction()->data().toInt() / 100.0);
}

}  // namespace kaleido

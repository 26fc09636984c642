#include "ui/window/progress_view.h"

#include "ui/theme/metrics.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>

#include <algorithm>
#include <cmath>

namespace kaleido {
namespace {

constexpr int kBarWidth = 160;

QString stageText(const std::string& stage) {
    if (stage == "loading") return QCoreApplication::translate("ProgressView", "Loading the model");
    if (stage == "planning") return QCoreApplication::translate("ProgressView", "Imagining plans");
    if (stage == "painting") return QCoreApplication::translate("ProgressView", "Painting");
    return QString::fromStdString(stage);
}

/// "Painting, 40 s left".
QString progressText(const Progress& progress) {
    const QString stage = stageText(progress.stage);
    if (progress.secondsLeft < 1) return stage;
    const int seconds = static_cast<int>(std::lround(progress.secondsLeft));
    if (seconds < 90)
        return QCoreApplication::translate("ProgressView", "%1, %2 s left").arg(stage).arg(seconds);
    return QCoreApplication::translate("ProgressView", "%1, %2 min left").arg(stage).arg((seconds + 30) / 60);
}

}  // namespace

ProgressView::ProgressView(EngineBridge& bridge, QWidget* parent)
    : QWidget(parent), m_text(new QLabel(this)), m_bar(new QProgressBar(this)) {
    setObjectName(QStringLiteral("progress"));
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(kBarWidth, ui::kGap);
    m_bar->setAccessibleName(tr("Progress"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_text->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, ui::kGap, 0);
    row->setSpacing(ui::kGap);
    row->addWidget(m_text);
    row->addWidget(m_bar);
    hide();
    connect(&bridge, &EngineBridge::progressed, this, [this](JobId, const Progress& now) { show(now); });
    connect(&bridge, &EngineBridge::busyChanged, this, [this](bool busy) {
        if (!busy) hide();
    });
}

void ProgressView::show(const Progress& progress) {
    m_text->setText(progressText(progress));
    const auto total = static_cast<int>(std::min<std::int64_t>(progress.total, 1'000'000'000));
    m_bar->setRange(0, total);  // 0: a bar that only says that something is done
    m_bar->setValue(static_cast<int>(std::min<std::int64_t>(progress.done, total)));
    setVisible(true);
}

}  // namespace kaleido

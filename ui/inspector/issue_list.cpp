#include "ui/inspector/issue_list.h"

#include "ui/inspector/issue_text.h"
#include "ui/theme/icons.h"

#include <QResizeEvent>

#include <algorithm>

namespace kaleido {
namespace {

QIcon iconOf(Severity severity) {
    switch (severity) {
        case Severity::Notice:
            return ui::themedIcon(u"info", ui::Tone::Quiet);
        case Severity::Warning:
            return ui::themedIcon(u"warning", ui::Tone::Warning);
        case Severity::Error:
            break;
    }
    return ui::themedIcon(u"error", ui::Tone::Error);
}

QString spoken(Severity severity, const QString& text) {
    switch (severity) {
        case Severity::Notice:
            return IssueList::tr("Notice: %1").arg(text);
        case Severity::Warning:
            return IssueList::tr("Warning: %1").arg(text);
        case Severity::Error:
            break;
    }
    return IssueList::tr("Error: %1").arg(text);
}

}  // namespace

IssueList::IssueList(QWidget* parent) : QListWidget(parent) {
    setWordWrap(true);
    setTextElideMode(Qt::ElideNone);
    setResizeMode(QListView::Adjust);
    setFrameShape(QFrame::NoFrame);
    setIconSize({16, 16});
    setSpacing(2);
    // All of it is seen; what is around scrolls. The height depends on the width and never the other way round.
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QListWidget::itemClicked, this, [this](const QListWidgetItem* item) { choose(*item); });
    connect(this, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) { choose(*item); });
}

void IssueList::display(const Plan& plan, const PlanFormat& format) {
    std::vector<Issue> issues = validate(plan, format);
    QStringList texts;
    for (const Issue& issue : issues) texts.push_back(issueText(issue, plan, format));
    if (issues == m_issues && texts == m_texts) return;
    const int row = currentRow();
    m_issues = std::move(issues);
    m_texts = std::move(texts);
    clear();
    for (std::size_t i = 0; i < m_issues.size(); ++i) {
        const QString& text = m_texts[static_cast<qsizetype>(i)];
        auto* item = new QListWidgetItem(iconOf(m_issues[i].severity), text, this);
        item->setData(Qt::AccessibleTextRole, spoken(m_issues[i].severity, text));
    }
    setCurrentRow(std::min(row, count() - 1));
    fitHeight();
}

void IssueList::choose(const QListWidgetItem& item) {
    const auto index = static_cast<std::size_t>(row(&item));
    if (index < m_issues.size()) Q_EMIT partChosen(m_issues[index].part);
}

void IssueList::resizeEvent(QResizeEvent* event) {
    QListWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) fitHeight();
}

void IssueList::fitHeight() {
    doItemsLayout();
    int height = 2 * spacing();
    for (int i = 0; i < count(); ++i) height += visualItemRect(item(i)).height() + 2 * spacing();
    setFixedHeight(height);
}

}  // namespace kaleido

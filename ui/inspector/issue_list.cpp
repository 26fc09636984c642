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

/// More are counted only: nobody reads them before mending some of these.
constexpr std::size_t kMostIssues = 40;

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
    m_issues = validate(plan, format);
    std::stable_sort(m_issues.begin(), m_issues.end(),
                     [](const Issue& a, const Issue& b) { return a.severity > b.severity; });
    const std::size_t shown = std::min(m_issues.size(), kMostIssues);
    const int row = currentRow();
    bool differs = false;
    for (std::size_t i = 0; i < shown; ++i) {
        const QString text = issueText(m_issues[i], plan, format);
        differs |= setRow(static_cast<int>(i), text, m_issues[i].severity);
    }
    int rows = static_cast<int>(shown);
    if (shown < m_issues.size())
        differs |= setRow(rows++, tr("and %n more", nullptr, static_cast<int>(m_issues.size() - shown)), {});
    differs |= rows < count();
    while (rows < count()) delete takeItem(count() - 1);
    if (!differs) return;
    setCurrentRow(std::min(row, count() - 1));
    fitHeight();
}

/// False if the row is so already.
bool IssueList::setRow(int index, const QString& text, std::optional<Severity> severity) {
    if (index == count()) addItem(new QListWidgetItem);
    QListWidgetItem& row = *item(index);
    const QString words = severity ? spoken(*severity, text) : text;
    if (row.data(Qt::AccessibleTextRole).toString() == words) return false;  // which tells the severity too
    row.setText(text);
    row.setIcon(severity ? iconOf(*severity) : QIcon());
    row.setData(Qt::AccessibleTextRole, words);
    row.setFlags(severity ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::ItemIsEnabled);
    return true;
}

void IssueList::choose(const QListWidgetItem& item) {
    const auto index = static_cast<std::size_t>(row(&item));
    if (index < std::min(m_issues.size(), kMostIssues)) Q_EMIT partChosen(m_issues[index].part);
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

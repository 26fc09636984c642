#pragma once

#include "engine/plan/validate.h"

#include <QListWidget>

#include <vector>

namespace kaleido {

/// What is to be said about a plan, each with the sign of how bad it is. As high as what it holds.
class IssueList : public QListWidget {
    Q_OBJECT

public:
    explicit IssueList(QWidget* parent = nullptr);

    void display(const Plan& plan, const PlanFormat& format);
    const std::vector<Issue>& issues() const { return m_issues; }

Q_SIGNALS:
    /// The user wants to see the part that an issue is about.
    void partChosen(const kaleido::PartRef& part);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void choose(const QListWidgetItem& item);
    void fitHeight();

    std::vector<Issue> m_issues;
    QStringList m_texts;
};

}  // namespace kaleido

#pragma once

#include "engine/plan/validate.h"

#include <QListWidget>

#include <optional>
#include <vector>

namespace kaleido {

/// What is to be said about a plan, the worst first, each with the sign of how bad it is. Of very many it shows some and the number of the
/// rest. As high as what it holds.
class IssueList : public QListWidget {
    Q_OBJECT

public:
    explicit IssueList(QWidget* parent = nullptr);

    void display(const Plan& plan, const PlanFormat& format);
    /// All of them, in the order of the rows.
    const std::vector<Issue>& issues() const { return m_issues; }

Q_SIGNALS:
    /// The user wants to see the part that an issue is about.
    void partChosen(const kaleido::PartRef& part);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    bool setRow(int index, const QString& text, std::optional<Severity> severity);
    void choose(const QListWidgetItem& item);
    void fitHeight();

    std::vector<Issue> m_issues;
};

}  // namespace kaleido

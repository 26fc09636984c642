#pragma once

#include <QWidget>

#include <cstdint>
#include <optional>

class QLineEdit;
class QToolButton;

namespace kaleido {

/// A seed that is either fixed, and then shown, or a new one each time. The pin changes between the two.
class SeedControl : public QWidget {
    Q_OBJECT

public:
    using Seed = std::optional<std::uint64_t>;

    /// `of`: what is drawn with it, for screen readers: "plans".
    explicit SeedControl(const QString& of, QWidget* parent = nullptr);

    /// Shows a seed that somebody else has set.
    void display(const Seed& seed);
    /// Takes over what has been typed, if it is a seed.
    void endTyping();

Q_SIGNALS:
    /// The user fixed a seed, changed it or let go of it.
    void seedChosen(const std::optional<std::uint64_t>& seed);

private:
    void choose(const Seed& seed);

    QToolButton* m_pin;
    QLineEdit* m_field;
    Seed m_seed;
};

}  // namespace kaleido

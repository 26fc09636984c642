#pragma once

#include "engine/plan/geometry.h"
#include "ui/canvas/snapping.h"

#include <QPointF>
#include <QString>

#include <vector>

class QCursor;
class QPainter;

namespace kaleido::canvas {

/// Mouse, pen or finger, at one moment.
struct Pointer {
    QPointF view;  ///< pixels
    Vec2 plan;     ///< fractions of the picture
    Qt::KeyboardModifiers modifiers;
};

/// Pixels that a press may stray and still be a click.
inline constexpr double kClickReach = 4;
/// Pixels within which things snap.
inline constexpr double kSnapReach = 6;

/// One way to use the pointer on the canvas. A gesture starts with press() and ends with release() or giveUp().
class Tool {
public:
    Tool() = default;
    Tool(const Tool&) = delete;
    Tool& operator=(const Tool&) = delete;
    virtual ~Tool() = default;

    virtual void press(const Pointer& pointer) = 0;
    virtual void drag(const Pointer& pointer) = 0;
    virtual void release(const Pointer& pointer) = 0;
    /// The pointer moves without a button.
    virtual void hover(const Pointer&) {}
    /// Drops the gesture and what it has shown.
    virtual void giveUp() = 0;
    virtual bool isBusy() const = 0;

    /// Enter with nothing under way: makes what the tool draws without a pointer, around this place. False if it draws nothing.
    virtual bool place(Vec2) { return false; }

    // What takes several gestures, as the points of an outline do. All of these are false if nothing is under way.

    /// Drops that too.
    virtual void abandon() { giveUp(); }
    /// Enter or a double click: ends it.
    virtual bool finish() { return false; }
    /// Takes one step of it back.
    virtual bool takeBack() { return false; }
    /// Esc: a step the first time, then all of it.
    virtual bool backOut() { return false; }

    /// While true, the pointer shifts what is being drawn instead of drawing on. False if the tool has no use for it.
    virtual bool carry(bool) { return false; }

    virtual QCursor cursor(const Pointer& pointer) const = 0;
    /// What the gesture shows on top of everything, in pixels of the view.
    virtual void paint(QPainter&) const {}
    virtual std::vector<Guide> guides() const { return {}; }
    /// A number to show at the pointer: an angle, a size. Empty: none.
    virtual QString readout() const { return {}; }
};

}  // namespace kaleido::canvas

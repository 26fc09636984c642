#pragma once

class QCoreApplication;

namespace kaleido::ui {

/// Has everything that tr() says from now on said in the window's language: English, with its plurals ("1 picture", "2 pictures"),
/// which the strings in the sources leave open. Before any window is made.
void installLanguage(QCoreApplication& application);

}  // namespace kaleido::ui

#pragma once

#include <QString>

#include <vector>

namespace kaleido::ui {

/// What a part of the program may be used for.
struct Licence {
    QString what;  ///< "Model", "Artwork", …
    QString text;

    bool operator==(const Licence&) const = default;
};

struct LicenceSources {
    QString resources = {};     ///< the folder that holds sprites/ and fonts/
    QString project = {};       ///< the program's own licence; empty: not told
    QString modelTitle = {};    ///< of the model in use
    QString modelLicence = {};  ///< as its manifest says
    QString libTorch = {};      ///< its version; empty: not told
};

/// Licences of the program, the model, the artwork, the font and the libraries, in this order. A file that is missing is told
/// in its place.
std::vector<Licence> licences(const LicenceSources& sources);

/// A library that the program is built with.
struct Library {
    QString name;
    QString version;  ///< may be empty
    QString licence;
};
std::vector<Library> usedLibraries(const QString& libTorch);

}  // namespace kaleido::ui

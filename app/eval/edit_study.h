#pragma once

#include "app/eval/study.h"

#include <optional>
#include <vector>

namespace kaleido {

enum class EditKind { Moved, Resized, Relabelled };

/// A plan before and after a hand edit of its nearest item, which no other covers.
struct EditCase {
    EditKind kind = EditKind::Moved;
    Plan before, after;
    std::size_t item = 0;
    std::uint64_t seed = 0;  ///< of the noise
};

/// The edit of this kind that an artist might make of a plan: the item goes to the emptier side, grows or shrinks about its
/// feet, or becomes what `words` say. Nothing where there is no room or no change.
std::optional<EditCase> editCase(EditKind kind, const Plan& plan, const std::string& words);

/// What one edit came to.
struct EditOutcome {
    EditKind kind = EditKind::Moved;
    ItemVerdict verdict;       ///< of the edited item, in the picture after the edit
    double change = 0;         ///< outside the old and the new box, by the edit
    double changeByNoise = 0;  ///< the same by other noise alone
};

/// How many of the edited things stand where they should, and how much else has changed. `unedited`: the nearest items of renders,
/// the ceiling.
ResultTable editTable(const std::vector<EditOutcome>& outcomes, const std::vector<ItemVerdict>& unedited);

/// Whether a hand edit changes what it should and little else, with the noise kept.
class EditStudy : public Study {
public:
    Result<void> paint(EvaluationWork& work) override;
    Result<void> measure(EvaluationWork& work, Findings& findings) override;
};

}  // namespace kaleido

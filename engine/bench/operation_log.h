#pragma once

#include <torch/types.h>

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace kaleido {

/// A convolution, matrix product or fused attention as a network calls it: the operator, and its arguments with every
/// tensor replaced by one of the same sizes, strides and type on the meta device, which holds no numbers. Only weights that
/// are packed for the processor stay.
struct Operation {
    c10::OperatorName name;
    std::vector<c10::IValue> arguments;
    std::int64_t calls = 1;  ///< how often it was called with just these shapes

    /// Multiplications and additions of one call, each counting 1.
    double flop() const;
};

/// Takes down the convolutions and matrix products, forward and backward, that any thread calls while the log lives.
/// Operators that are made of others are not counted twice. One log at a time.
class OperationLog {
public:
    OperationLog();
    ~OperationLog();
    OperationLog(const OperationLog&) = delete;
    OperationLog& operator=(const OperationLog&) = delete;

    /// Each kind of call once.
    std::vector<Operation> operations() const;

private:
    static std::unique_ptr<at::ObserverContext> onCall(const at::RecordFunction& call);
    void add(const c10::OperatorName& name, c10::ArrayRef<const c10::IValue> arguments);

    mutable std::mutex m_mutex;
    std::map<std::string, Operation> m_operations;  ///< by operator, layouts and other arguments as text
    at::CallbackHandle m_handle = 0;
};

}  // namespace kaleido

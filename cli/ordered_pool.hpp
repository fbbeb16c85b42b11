#pragma once
// Threads that work on batches in any order and hand them on in the order in which they came.

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace postern::cli {

/// A piece of work; what it holds is the caller's.
struct Batch {
  Batch() = default;
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
  virtual ~Batch() = default;
};

/// A fixed number of batches circulates, so memory is bounded and a fast reader waits for a slow writer.
/// `acquire`, `submit` and `finish` belong to one thread.
class OrderedPool {
 public:
  using Make = std::function<std::unique_ptr<Batch>()>;
  using Work = std::function<void(Batch& batch, std::size_t worker)>;  ///< in the worker's thread
  using Emit = std::function<void(Batch& batch)>;                      ///< in one thread, in order

  OrderedPool(std::size_t workers, const Make& make, Work work, Emit emit);
  OrderedPool(const OrderedPool&) = delete;
  OrderedPool& operator=(const OrderedPool&) = delete;
  /// Drops what has not been worked on.
  ~OrderedPool();

  /// A batch to fill; waits for one. Null when a callback has thrown: call `finish`.
  Batch* acquire();
  void submit(Batch& batch);
  /// Waits until everything submitted has been emitted. Throws what a callback threw.
  void finish();

 private:
  struct Slot {
    Batch* batch = nullptr;
    bool done = false;
  };

  void work(std::size_t worker);
  void emit();
  void fail();
  void stop();

  Work work_;
  Emit emit_;
  std::vector<std::unique_ptr<Batch>> batches_;

  std::mutex mutex_;
  std::condition_variable free_changed_;
  std::condition_variable work_changed_;
  std::condition_variable done_changed_;
  // Guarded by mutex_.
  std::vector<Batch*> free_;
  std::deque<Slot> slots_;     // submitted and not yet emitted, oldest first
  std::uint64_t emitted_ = 0;  // number of the oldest slot
  std::uint64_t started_ = 0;  // number of the next slot to work on
  bool closed_ = false;        // nothing more will be submitted
  std::exception_ptr failure_;

  std::vector<std::thread> threads_;
};

}  // namespace postern::cli

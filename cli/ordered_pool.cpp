#include "ordered_pool.hpp"

// Slots are numbered in the order of submission. Workers take the next number; the emitter waits for the
// oldest slot to be done. References into the deque are looked up again after every wait, since it moves.

#include <utility>

namespace postern::cli {
namespace {

constexpr std::size_t batches_per_worker = 4;

}  // namespace

OrderedPool::OrderedPool(std::size_t workers, const Make& make, Work work, Emit emit)
    : work_(std::move(work)), emit_(std::move(emit)) {
  for (std::size_t i = 0; i < workers * batches_per_worker; ++i) {
    batches_.push_back(make());
    free_.push_back(batches_.back().get());
  }
  threads_.emplace_back([this] { this->emit(); });
  for (std::size_t worker = 0; worker < workers; ++worker)
    threads_.emplace_back([this, worker] { this->work(worker); });
}

OrderedPool::~OrderedPool() {
  {
    const std::lock_guard lock(mutex_);
    if (!closed_ && !failure_)
      failure_ = std::make_exception_ptr(0);  // given up on: the threads end, nobody asks why
  }
  stop();
}

void OrderedPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  work_changed_.notify_all();
  done_changed_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable())
      thread.join();
  }
}

void OrderedPool::fail() {
  {
    const std::lock_guard lock(mutex_);
    if (!failure_)
      failure_ = std::current_exception();
  }
  free_changed_.notify_all();
  work_changed_.notify_all();
  done_changed_.notify_all();
}

Batch* OrderedPool::acquire() {
  std::unique_lock lock(mutex_);
  free_changed_.wait(lock, [this] { return failure_ || !free_.empty(); });
  if (failure_)
    return nullptr;
  Batch* const batch = free_.back();
  free_.pop_back();
  return batch;
}

void OrderedPool::submit(Batch& batch) {
  {
    const std::lock_guard lock(mutex_);
    slots_.push_back({&batch, false});
  }
  work_changed_.notify_one();
}

void OrderedPool::finish() {
  stop();
  if (failure_)
    std::rethrow_exception(failure_);
}

void OrderedPool::work(std::size_t worker) {
  for (;;) {
    std::uint64_t number = 0;
    Batch* batch = nullptr;
    {
      std::unique_lock lock(mutex_);
      work_changed_.wait(lock, [this] { return failure_ || closed_ || started_ < emitted_ + slots_.size(); });
      if (failure_ || started_ == emitted_ + slots_.size())
        return;
      number = started_++;
      batch = slots_[static_cast<std::size_t>(number - emitted_)].batch;
    }
    try {
      work_(*batch, worker);
    } catch (...) {
      fail();
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      slots_[static_cast<std::size_t>(number - emitted_)].done = true;
    }
    done_changed_.notify_one();
  }
}

void OrderedPool::emit() {
  for (;;) {
    Batch* batch = nullptr;
    {
      std::unique_lock lock(mutex_);
      done_changed_.wait(lock,
                         [this] { return failure_ || (slots_.empty() ? closed_ : slots_.front().done); });
      if (failure_ || slots_.empty())
        return;
      batch = slots_.front().batch;
    }
    try {
      emit_(*batch);
    } catch (...) {
      fail();
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      slots_.pop_front();
      ++emitted_;
      free_.push_back(batch);
    }
    free_changed_.notify_one();
  }
}

}  // namespace postern::cli

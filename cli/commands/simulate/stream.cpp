#include "commands/simulate/stream.hpp"

// Lines travel in batches, because a lock and a wake-up per line would cost more than the line. A batch ends
// when it is full or when the input has nothing more to offer at once, so that a program at the other end of
// a pipe gets its answer before it asks again.

#include <cstring>
#include <memory>
#include <vector>

#include "line_reader.hpp"
#include "ordered_pool.hpp"
#include "progress.hpp"

namespace postern::cli {
namespace {

constexpr std::size_t lines_per_batch = 256;
constexpr std::size_t bytes_per_batch = std::size_t{1} << 18U;

struct Line {
  std::size_t begin = 0;
  std::size_t size = 0;
  std::uint64_t number = 0;
  bool too_long = false;
};

struct LineBatch final : Batch {
  std::string text;
  std::vector<Line> lines;
  std::uint64_t bytes_read = 0;  // of the input so far
  bool input_waits = false;      // nothing was left in the reader after it
  std::string out;
  ExitCode code = ExitCode::clean;
};

// False at the end of the input.
bool fill(LineReader& reader, LineBatch& batch) {
  batch.text.clear();
  batch.lines.clear();
  LineReader::Line line;
  while (batch.lines.size() < lines_per_batch && batch.text.size() < bytes_per_batch) {
    if (!batch.lines.empty() && !reader.has_buffered_line())
      break;
    if (!reader.next(line))
      break;
    batch.lines.push_back({batch.text.size(), line.text.size(), line.number, line.too_long});
    batch.text.append(line.text);
  }
  batch.bytes_read = reader.bytes_read();
  batch.input_waits = !reader.has_buffered_line();
  return !batch.lines.empty();
}

void evaluate(LineBatch& batch, LineEvaluator& evaluator) {
  batch.out.clear();
  batch.code = ExitCode::clean;
  for (const Line& line : batch.lines) {
    const std::string_view text = std::string_view(batch.text).substr(line.begin, line.size);
    batch.code = worst(batch.code, evaluator.evaluate(text, line.number, line.too_long, batch.out));
  }
}

// Writes batches as they become ready, in order.
class Writer {
 public:
  Writer(Console& console, OutputFormat format, std::uint64_t total, std::string_view unit)
      : console_(console), format_(format), total_(total), progress_(console, unit) {
    if (format_ == OutputFormat::json)
      console_.out.write("{\"schema\":1,\"results\":[");
  }

  void write(const LineBatch& batch) {
    // Every answer of the format json has a comma in front; the first one must not.
    const bool first = done_ == 0 && format_ == OutputFormat::json;
    console_.out.write(std::string_view(batch.out).substr(first ? 1 : 0));
    if (batch.input_waits)
      console_.out.flush();
    code_ = worst(code_, batch.code);
    done_ += batch.lines.size();
    progress_.update(done_, batch.bytes_read, total_);
  }

  void finish() {
    if (format_ == OutputFormat::json)
      console_.out.write("]}\n");
    console_.out.flush();
  }

  [[nodiscard]] ExitCode code() const { return code_; }

 private:
  Console& console_;
  OutputFormat format_;
  std::uint64_t total_;
  Progress progress_;
  std::uint64_t done_ = 0;
  ExitCode code_ = ExitCode::clean;
};

void run_alone(LineReader& reader, LineEvaluator& evaluator, Writer& writer) {
  LineBatch batch;
  while (fill(reader, batch)) {
    evaluate(batch, evaluator);
    writer.write(batch);
  }
}

using Evaluators = std::vector<std::unique_ptr<LineEvaluator>>;

void run_pool(LineReader& reader, Evaluators& evaluators, Writer& writer) {
  OrderedPool pool(
      evaluators.size(), [] { return std::make_unique<LineBatch>(); },
      [&](Batch& batch, std::size_t worker) {
        evaluate(static_cast<LineBatch&>(batch), *evaluators[worker]);
      },
      [&](Batch& batch) { writer.write(static_cast<LineBatch&>(batch)); });
  for (;;) {
    Batch* const batch = pool.acquire();
    if (batch == nullptr || !fill(reader, static_cast<LineBatch&>(*batch)))
      break;
    pool.submit(*batch);
  }
  pool.finish();
}

}  // namespace

ExitCode evaluate_stream(std::string_view path, const LineSettings& settings, std::size_t threads,
                         Console& console, Stats& stats) {
  // A case holds policies; a request alone is never that large.
  const bool cases = settings.stack == nullptr;
  const std::size_t longest = cases ? ReadLimits::container().bytes : ReadLimits{}.bytes;
  Result<LineReader> reader = LineReader::open(path, longest);
  if (!reader) {
    console.print_error(reader.error().message);
    return ExitCode::unreadable;
  }
  const auto start = std::chrono::steady_clock::now();
  Evaluators evaluators;
  for (std::size_t i = 0; i < threads; ++i)
    evaluators.push_back(std::make_unique<LineEvaluator>(settings));
  ExitCode code = ExitCode::clean;
  {
    Writer writer(console, settings.format, reader->bytes_total(), cases ? "cases" : "requests");
    if (threads == 1)
      run_alone(*reader, *evaluators.front(), writer);
    else
      run_pool(*reader, evaluators, writer);
    writer.finish();
    code = writer.code();
  }
  for (const auto& evaluator : evaluators)
    stats.decisions.merge(evaluator->decisions());
  stats.decide_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (reader->error() != 0) {
    console.print_error("cannot read `" + std::string(path) +
                        "` any further: " + std::strerror(reader->error()));
    code = worst(code, ExitCode::unreadable);
  }
  return code;
}

}  // namespace postern::cli

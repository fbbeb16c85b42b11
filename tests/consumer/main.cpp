// Judges two calls by the policy in the first argument, through the installed headers and library only.

#include <postern/document.hpp>
#include <postern/evaluate.hpp>
#include <postern/policy.hpp>
#include <postern/request.hpp>
#include <postern/version.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

postern::Verdict judge(const postern::Policy& policy, std::string_view action) {
  postern::Request request;
  request.principal = postern::RequestPrincipal::parse("arn:aws:iam::111122223333:role/Submitter").value();
  request.action = postern::ActionName::parse(action).value();
  request.resources = {"*"};
  postern::Layers layers;
  layers.endpoint = postern::PolicyList{&policy};
  return postern::evaluate(layers, request, {}).decision.verdict;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2)
    return 2;
  std::ifstream in(argv[1], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};

  postern::Sources sources;
  postern::DiagnosticList found;
  const auto& document = sources.add(argv[1], text, {}, found);
  const auto policy = postern::read_policy(document, document.root(), postern::PolicyKind::endpoint, found);
  if (!policy.complete || !found.diagnostics.empty())
    return 3;

  const auto listing = judge(policy, "batch:ListJobs");
  const auto deleting = judge(policy, "batch:DeleteJobQueue");
  std::cout << "postern " << postern::version() << ": " << postern::to_string(listing) << ", "
            << postern::to_string(deleting) << '\n';
  const bool as_expected =
      listing == postern::Verdict::allowed && deleting == postern::Verdict::explicit_deny;
  return as_expected ? 0 : 1;
}

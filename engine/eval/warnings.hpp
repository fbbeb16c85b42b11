#pragma once
// Doubts and corrections that belong to an answer.

#include <vector>

#include "eval/layers.hpp"
#include "eval/statement.hpp"

namespace postern::eval {

/// Adds a warning unless it is there already.
void warn(std::vector<Warning>& out, std::string_view code, std::string message);

/// Those that follow from the request and the layers alone.
void warn_about_request(const Layers& layers, const Request& request, const ServiceFacts& facts,
                        std::vector<Warning>& out);

/// Those that a fact of the service or the supplied context brings about on one resource.
void warn_about_case(const Case& of, const Context& derived, const Context& context,
                     std::vector<Warning>& out);

/// Those where AWS's pages leave open what a statement does to this caller.
void warn_about_statement(const PlacedPolicy& placed, const Statement& statement, const Subject& subject,
                          Truth truth, std::vector<Warning>& out);

}  // namespace postern::eval

// error: conversion from|no viable conversion
#include <string>

#include "postern/glob.hpp"

postern::Glob all() {
  const postern::Glob glob = std::string("*");
  return glob;
}

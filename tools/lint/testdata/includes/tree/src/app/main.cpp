#include "features/people/store.hpp"
#include "features/extra/extra.hpp"

// Tests.
auto a = "demand.of_a_test";

co_await read();
// TODO: later
std::cout << 1;
